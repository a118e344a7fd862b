import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import { type Client, createClient, type WebhookInput } from "../../src/index.js";
import { inputExample } from "../contract.js";
import { readResponse } from "../judge/exchange.js";
import type { Ability, Target } from "../targets/target.js";
import type { Basis, Check } from "./check.js";
import type { Element } from "./coverage.js";
import { recordedFetch } from "./recording.js";

/** Where a story about webhooks takes place. */
export interface Scene {
  target: Target;
  client: Client;
  /** An app that nobody else uses, if the target has the ability `apps`. */
  app: string;
  /** Webhooks as the contract's examples show them. */
  first: WebhookInput;
  second: WebhookInput;
}

/**
 * A check that plays a story through the client. What it is about is its element's name; besides,
 * every answer on the way has to keep the contract.
 */
export function story(
  basis: Basis,
  proves: Element,
  play: (scene: Scene) => Promise<void>,
  needs: readonly Ability[] = ["state"],
): Check {
  const operations = [...apiOperations(basis.contract), ...deliveries(basis.contract)];
  return {
    title: `${proves.row} ${proves.name}`,
    proves: [proves],
    touches: operations
      .filter(({ operationId }) => operationId === proves.row)
      .map(({ pointer }) => pointer),
    needs,
    async run(target) {
      const { client, judge } = judgedClient(basis, await target.url());
      const first = inputExample(basis.contract, "pushWebhook");
      const second = inputExample(basis.contract, "webhookWithoutHeaders");
      await play({ target, client, app: target.app ?? randomUUID(), first, second });
      await judge();
    },
  };
}

/** A client that sends what it is given, valid or not, and a judge of all answers that it got. */
function judgedClient({ contract, oracle }: Basis, baseUrl: string) {
  const seen: { operation: Operation; response: Response }[] = [];
  const observed = async (request: Request) => {
    const response = await recordedFetch(request);
    const operation = operationOf(apiOperations(contract), request);
    seen.push({ operation, response: response.clone() });
    return response;
  };
  const client = createClient({
    token: "canary-token",
    baseUrl,
    fetch: observed as typeof globalThis.fetch,
    maxRetries: 0,
    validate: false,
  });
  const judge = async () => {
    for (const { operation, response } of seen) {
      assert.deepEqual(oracle.judgeResponse(operation, await readResponse(response)), []);
    }
  };
  return { client, judge };
}

function operationOf(operations: Operation[], { method, url }: Request): Operation {
  const { pathname } = new URL(url);
  const operation = operations.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`${one.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(pathname),
  );
  assert.ok(operation, `${method} ${pathname} is an operation`);
  return operation;
}
