import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { behaviour, hasBehaviour } from "../derive/behaviours.js";
import { validRequest } from "../derive/requests.js";
import { exchange, type Response } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { Ability, Strict, Target } from "../targets/target.js";

/** Who may do what, and how often, where the service knows its tokens and apps. */
export function accessChecks(context: SuiteContext): Check[] {
  const operations = apiOperations(context.contract);
  const list = operations.find(({ operationId }) => operationId === "listWebhooks");
  return [
    ...operations.flatMap((operation) => operationChecks(context, operation)),
    ...(list ? [rateLimitCheck(context, list)] : []),
  ];
}

/** Sends the operation's request with a token. */
type Send = (token: string, app?: string) => Promise<Response>;
type Perform = (send: Send, strict: Strict) => Promise<void>;

function operationChecks(context: SuiteContext, operation: Operation): Check[] {
  const check = (name: string, perform: Perform, needs: readonly Ability[] = ["strict"]) =>
    hasBehaviour(operation, name) ? [strictCheck(context, operation, name, needs, perform)] : [];
  return [
    ...check("accepts a token with its scope and no other", async (send, { reader, writer }) => {
      const isEnough = (scope: string) => operation.scopes.some((one) => one.endsWith(scope));
      assert.equal(isRefused(await send(reader)), !isEnough(":read"));
      assert.equal(isRefused(await send(writer)), !isEnough(":write"));
    }),
    ...check("refuses a token that is revoked or unknown", async (send, { revoked }) => {
      for (const token of [revoked, randomUUID()]) assert.equal((await send(token)).status, 403);
    }),
    ...check(
      "says which app does not exist",
      async (send, { writer }) => {
        const app = randomUUID();
        const { status, body } = await send(writer, app);
        assert.equal(status, 404);
        assert.ok(body.includes(app), "the response names the app");
      },
      ["strict", "state"],
    ),
  ];
}

/** The webhook need not exist: whether one may ask comes first. */
function isRefused({ status }: Response): boolean {
  assert.ok(status < 300 || status === 403 || status === 404, `${status} answers that`);
  return status === 403;
}

function rateLimitCheck(context: SuiteContext, list: Operation): Check {
  const name = "answers 429 once the limit for this hour is used up";
  const perform: Perform = async (send, { counted, rateLimit, writer }: Strict) => {
    for (let i = 0; i < rateLimit; i += 1) assert.equal((await send(counted)).status, 200);
    const { status, headers } = await send(counted);
    assert.equal(status, 429);
    assert.equal(headers["x-ratelimit-limit"], `${rateLimit}`);
    assert.equal(headers["x-ratelimit-remaining"], "0");
    assert.equal((await send(writer)).status, 200, "another token has a limit of its own");
  };
  return strictCheck(context, list, name, ["strict", "state"], perform);
}

function strictCheck(
  { contract, oracle }: SuiteContext,
  operation: Operation,
  name: string,
  needs: readonly Ability[],
  perform: Perform,
): Check {
  return {
    title: `${operation.operationId} ${name}`,
    proves: [behaviour(operation.operationId, name)],
    touches: [operation.pointer],
    needs,
    async run(target: Target) {
      const { strict } = target;
      assert.ok(strict, `${target.name} has tokens to try`);
      const url = await target.url("strict");
      const valid = validRequest(contract, operation);
      const { cursor: _, ...query } = valid.query;
      const send = async (token: string, app = strict.app) => {
        const path = { ...valid.path, "app-id": app };
        const headers = { ...valid.headers, authorization: `MxToken ${token}` };
        const request = { ...valid, path, query, headers };
        const { response } = await exchange(url, operation.path, request);
        assert.deepEqual(oracle.validateResponse(operation, response), []);
        return response;
      };
      await perform(send, strict);
    },
  };
}
