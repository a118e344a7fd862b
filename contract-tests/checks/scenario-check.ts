import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import { type Client, createClient, type WebhookInput } from "../../src/index.js";
import { inputExample } from "../contract.js";
import { behaviour } from "../derive/behaviours.js";
import { pathParameters, readResponse } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import { recordedFetch } from "../run/recording.js";
import type { Ability, Target } from "../targets/target.js";

/** What a scenario starts with. */
export interface Fixture {
  target: Target;
  client: Client;
  /** An app that nobody else uses, if the target has the ability `apps`. */
  app: string;
  /** Webhooks as the contract's examples show them. */
  first: WebhookInput;
  second: WebhookInput;
}

/**
 * A check that takes several requests, through the client. Besides what the scenario asserts, each
 * response has to keep the contract.
 *
 * @param operationId - the operation or delivery whose behaviour is checked
 */
export function scenario(
  context: SuiteContext,
  operationId: string,
  name: string,
  perform: (fixture: Fixture) => Promise<void>,
  needs: readonly Ability[] = ["state"],
): Check {
  const { contract } = context;
  const operations = [...apiOperations(contract), ...deliveries(contract)];
  return {
    title: `${operationId} ${name}`,
    proves: [behaviour(operationId, name)],
    touches: operations.filter((one) => one.operationId === operationId).map((one) => one.pointer),
    needs,
    async run(target) {
      const { client, assertResponses } = observedClient(context, await target.url());
      const first = inputExample(contract, "pushWebhook");
      const second = inputExample(contract, "webhookWithoutHeaders");
      await perform({ target, client, app: target.app ?? randomUUID(), first, second });
      await assertResponses();
    },
  };
}

/** A client that sends what it is given, valid or not, and remembers the responses. */
function observedClient({ contract, oracle }: SuiteContext, baseUrl: string) {
  const operations = apiOperations(contract);
  const seen: { operation: Operation; response: Response }[] = [];
  const observed = async (url: string, init: RequestInit) => {
    const request = new Request(url, init);
    const response = await recordedFetch(request);
    const { pathname } = new URL(request.url);
    const operation = operations.find(
      ({ method, path }) =>
        method === request.method.toLowerCase() && pathParameters(path, pathname) !== undefined,
    );
    assert.ok(operation, `${request.method} ${pathname} is an operation`);
    seen.push({ operation, response: response.clone() });
    return response;
  };
  const client = createClient({
    token: "canary-token",
    baseUrl,
    fetch: observed,
    maxRetries: 0,
    validate: false,
  });
  const assertResponses = async () => {
    for (const { operation, response } of seen) {
      assert.deepEqual(oracle.validateResponse(operation, await readResponse(response)), []);
    }
  };
  return { client, assertResponses };
}
