import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { validRequest } from "../derive/requests.js";
import { exchange, type Response } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import { behaviour } from "../run/coverage.js";
import type { Ability, Strict } from "../targets/target.js";
import { assertValid } from "./expectations.js";

/** Sends the operation's request with a token. */
type Send = (token: string, app?: string) => Promise<Response>;
type Perform = (send: Send, strict: Strict) => Promise<void>;

/** Who may do what, and how often, where the service knows its tokens and apps. */
export function accessChecks(context: SuiteContext): Check[] {
  return apiOperations(context.contract).flatMap((operation) => {
    const check = (name: string, perform: Perform, needs: readonly Ability[] = ["strict"]) =>
      strictCheck(context, operation, name, needs, perform);
    const { scopes, path, operationId } = operation;
    const isEnough = (scope: string) => scopes.some((one) => one.endsWith(scope));
    const ofScopes = () => [
      check("accepts a token with its scope and no other", async (send, { reader, writer }) => {
        assert.equal(isRefused(await send(reader)), !isEnough(":read"));
        assert.equal(isRefused(await send(writer)), !isEnough(":write"));
      }),
      check("refuses a token that is revoked or unknown", async (send, { revoked }) => {
        for (const token of [revoked, randomUUID()]) assert.equal((await send(token)).status, 403);
      }),
    ];
    const findsNoApp: Perform = async (send, { writer }) => {
      assert.equal((await send(writer, randomUUID())).status, 404);
    };
    const both: readonly Ability[] = ["strict", "state"];
    return [
      ...(scopes.length > 0 ? ofScopes() : []),
      ...(path.includes("{app-id}")
        ? [check("finds no app that does not exist", findsNoApp, both)]
        : []),
      ...(operationId === "listWebhooks"
        ? [check("responds with 429 once the limit for this hour is used up", limitsRate, both)]
        : []),
    ];
  });
}

/** The webhook need not exist: whether one may ask comes first. */
function isRefused({ status }: Response): boolean {
  assert.ok(status < 300 || status === 403 || status === 404, `${status} answers that`);
  return status === 403;
}

const limitsRate: Perform = async (send, { counted, rateLimit, writer }) => {
  for (let i = 0; i < rateLimit; i += 1) assert.equal((await send(counted)).status, 200);
  const { status, headers } = await send(counted);
  assert.equal(status, 429);
  assert.equal(headers["x-ratelimit-limit"], `${rateLimit}`);
  assert.equal(headers["x-ratelimit-remaining"], "0");
  assert.equal((await send(writer)).status, 200, "another token has a limit of its own");
};

const strictCheck = (
  context: SuiteContext,
  operation: Operation,
  name: string,
  needs: readonly Ability[],
  perform: Perform,
): Check => ({
  title: `${operation.operationId} ${name}`,
  proves: [behaviour(operation.operationId, name)],
  touches: [operation.pointer],
  needs,
  async run(target) {
    const { strict } = target;
    assert.ok(strict, `${target.name} has tokens to try`);
    const url = await target.url("strict");
    const valid = validRequest(context.contract, operation);
    const { cursor: _, ...query } = valid.query;
    const send = async (token: string, app = strict.app) => {
      const path = { ...valid.path, "app-id": app };
      const headers = { ...valid.headers, authorization: `MxToken ${token}` };
      const response = await exchange(url, operation.path, { ...valid, path, query, headers });
      assertValid(context, target, operation, response);
      return response;
    };
    await perform(send, strict);
  },
});
