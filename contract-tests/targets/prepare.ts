import type { Operation } from "../../scripts/contract/operations.js";
import type { Client, WebhookInput } from "../../src/index.js";
import type { Request } from "../oracle/http-exchange.js";

/** Replaces the contract's example ids and cursors by ones that the target has given out. */
export async function prepareRequest(
  client: Client,
  input: WebhookInput,
  { parameters }: Operation,
  request: Request,
): Promise<Request> {
  const { "app-id": appId = "" } = request.path;
  const create = async () => (await client.createWebhook(appId, input)).id;
  const has = (place: string, name: string) =>
    parameters.some((one) => one.in === place && one.name === name);
  const path = has("path", "webhook-id") && { "webhook-id": await create() };
  if (request.query.cursor === undefined || !has("query", "cursor")) {
    return { ...request, path: { ...request.path, ...path } };
  }
  await Promise.all([create(), create()]);
  const { cursors } = await client.listWebhooks(appId, { limit: 1 });
  const query = { ...request.query, cursor: cursors.next ?? "" };
  return { ...request, path: { ...request.path, ...path }, query };
}
