import { serverUrl } from "../../../generated/routes.js";
import {
  type Document,
  type Example,
  type Parameter,
  resolve,
} from "../../../scripts/contract/document.js";
import { apiOperations } from "../../../scripts/contract/operations.js";
import type { Request } from "../../oracle/http-exchange.js";
import type { CoverageItem } from "../../run/coverage.js";
import type { Ability, CheckRequirements, Target } from "../target.js";
import { type LiveTransport, placeholderToken } from "./live-transport.js";

/** No delivery can arrive there: RFC 6761 reserves the domain so that it never exists. */
const unreachableUrl = "https://contract-test.invalid/webhooks";

/**
 * The contract with examples that do no harm to a real service: each webhook has the run's name, is
 * inactive and has an unreachable URL. The suite derives every request from the examples, so
 * whatever it sends is harmless, except for the one value that a check is about.
 *
 * @param nameStart - the beginning of the names of webhooks
 * @param webhookId - a webhook of the run, if it creates any
 */
export function harmlessContract(
  contract: Document,
  app: string,
  nameStart: string,
  webhookId?: string,
): Document {
  const document = structuredClone(contract);
  const examples: Record<string, string | undefined> = { "app-id": app, "webhook-id": webhookId };
  for (const parameter of Object.values(document.components.parameters ?? {}) as Parameter[]) {
    const example = parameter.in === "path" ? examples[parameter.name] : undefined;
    if (example !== undefined) parameter.example = example;
  }
  // Only now, because operations are read once.
  const bodies = apiOperations(document).flatMap(({ requestBody }) =>
    Object.values(requestBody?.content ?? {}),
  );
  const references = bodies.flatMap(({ examples = {} }) => Object.values(examples));
  // Operations may share an example.
  for (const example of new Set(references.map((one) => resolve<Example>(document, one)))) {
    const value = example.value as { name?: string };
    // Only what creates or changes a webhook has a name.
    if (value.name === undefined) continue;
    const harmless = { name: `${nameStart} ${value.name}`, url: unreachableUrl, isActive: false };
    example.value = { ...value, ...harmless };
  }
  return document;
}

/** For clients of a run. The transport limits the time of requests, and the oracle validates. */
export const clientOptions = {
  token: placeholderToken,
  timeout: 3_600_000,
  maxRetries: 0,
  validate: false,
} as const;

/** A server in use, reached as its users reach it. Only the suite's oracle validates its responses. */
export function createLiveTarget(contract: Document, transport: LiveTransport): Target {
  const { url, app, isReadOnly } = transport.options;
  return {
    name: url === serverUrl ? "the live service" : "the server",
    unsupported,
    unimplemented: [],
    app,
    fetch: transport.fetch,
    reasonAgainst: (check) => reasonToSkip(contract, check, isReadOnly),
    url: async () => url,
    ...(isReadOnly && { prepare: async (_, request) => withoutCursor(request) }),
    close: async () => {},
  };
}

/** Without webhooks of the run there may be no second page. */
function withoutCursor(request: Request): Request {
  const { cursor: _, ...query } = request.query;
  return { ...request, query };
}

const sharedApp = "others use the app as well, and there is no other app";

const unsupported: Partial<Record<Ability, string>> = {
  "preferred responses": "the server does not return the response that a request asks for",
  "invalid responses": "the server serves the contract alone",
  apps: sharedApp,
  strict: "the server's tokens, apps and limits are not the suite's to choose",
  deliveries: "the webhooks of a live run are inactive and have an unreachable URL",
};

/** Why a live run leaves out a check that the service supports; undefined if it does not. */
function reasonToSkip(
  contract: Document,
  { proves: [item], needs }: CheckRequirements,
  isReadOnly: boolean,
): string | undefined {
  if (item === undefined || needs.some((one) => unsupported[one] !== undefined)) return undefined;
  const { row, column, name } = item;
  if (column === "accepted" && name === "/path/app-id format") return sharedApp;
  if (column === "accepted" && /^\/(name|url) (?!type|required)/.test(name)) {
    return "every webhook of a live run has a name of its own and an unreachable URL";
  }
  const operation = apiOperations(contract).find(({ operationId }) => operationId === row);
  const isRead = operation?.method === "get" && needs.length === 0 && !needsWebhooks(item);
  return isReadOnly && !isRead
    ? "--read-only creates no webhooks, and reads none of others"
    : undefined;
}

/** The request is accepted only if there is a webhook, or a second page of them. */
const needsWebhooks = ({ row, column, name }: CoverageItem) =>
  column === "accepted" && (row !== "listWebhooks" || name.startsWith("/query/cursor"));
