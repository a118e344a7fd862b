import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { applies, behaviour, behaviourOfOperation } from "../derive/behaviours.js";
import { validRequest } from "../derive/cases.js";
import { exchange, type Response } from "../judge/exchange.js";
import type { Basis, Check } from "../run/check.js";
import type { Element } from "../run/coverage.js";
import type { Ability, Strict, Target } from "../targets/target.js";

/** Who may do what, and how often, where the service knows its tokens and apps. */
export function accessChecks(basis: Basis): Check[] {
  const operations = apiOperations(basis.contract);
  const list = operations.find(({ operationId }) => operationId === "listWebhooks");
  return [
    ...operations.flatMap((operation) => operationChecks(basis, operation)),
    ...(list ? [rateLimitCheck(basis, list)] : []),
  ];
}

/** Asks for something with a token. */
type Ask = (token: string, app?: string) => Promise<Response>;

function operationChecks(basis: Basis, operation: Operation): Check[] {
  const check = (
    name: Parameters<typeof behaviourOfOperation>[1],
    play: (ask: Ask, strict: Strict) => Promise<void>,
    needs: readonly Ability[] = ["strict"],
  ) =>
    applies(name, operation)
      ? [strictCheck(basis, operation, behaviourOfOperation(operation, name), needs, play)]
      : [];
  return [
    ...check("accepts a token with its scope and no other", async (ask, { reader, writer }) => {
      const isEnough = (scope: string) => operation.scopes.some((one) => one.endsWith(scope));
      assert.equal(isRefused(await ask(reader)), !isEnough(":read"));
      assert.equal(isRefused(await ask(writer)), !isEnough(":write"));
    }),
    ...check("refuses a token that is revoked or unknown", async (ask, { revoked }) => {
      for (const token of [revoked, randomUUID()]) assert.equal((await ask(token)).status, 403);
    }),
    ...check(
      "says which app does not exist",
      async (ask, { writer }) => {
        const app = randomUUID();
        const { status, body } = await ask(writer, app);
        assert.equal(status, 404);
        assert.ok(body.includes(app), "the answer names the app");
      },
      ["strict", "state"],
    ),
  ];
}

/** The webhook need not exist: whether one may ask comes first. */
function isRefused({ status }: Response): boolean {
  assert.ok(status < 300 || status === 403 || status === 404, `${status} is an answer to that`);
  return status === 403;
}

function rateLimitCheck(basis: Basis, list: Operation): Check {
  const proves = behaviour("listWebhooks", "answers 429 once the limit for this hour is used up");
  const play = async (ask: Ask, { counted, rateLimit, writer }: Strict) => {
    for (let i = 0; i < rateLimit; i += 1) assert.equal((await ask(counted)).status, 200);
    const { status, headers } = await ask(counted);
    assert.equal(status, 429);
    assert.equal(headers["x-ratelimit-limit"], `${rateLimit}`);
    assert.equal(headers["x-ratelimit-remaining"], "0");
    assert.equal((await ask(writer)).status, 200, "another token has a limit of its own");
  };
  return strictCheck(basis, list, proves, ["strict", "state"], play);
}

function strictCheck(
  { contract, oracle }: Basis,
  operation: Operation,
  proves: Element,
  needs: readonly Ability[],
  play: (ask: Ask, strict: Strict) => Promise<void>,
): Check {
  return {
    title: `${proves.row} ${proves.name}`,
    proves: [proves],
    touches: [operation.pointer],
    needs,
    async run(target: Target) {
      const { strict } = target;
      assert.ok(strict, `${target.name} tells its tokens`);
      const url = await target.url("strict");
      const valid = validRequest(contract, operation);
      const { cursor: _, ...query } = valid.query;
      const ask = async (token: string, app = strict.app) => {
        const path = { ...valid.path, "app-id": app };
        const headers = { ...valid.headers, authorization: `MxToken ${token}` };
        const request = { ...valid, path, query, headers };
        const { response } = await exchange(url, operation.path, request);
        assert.deepEqual(oracle.judgeResponse(operation, response), []);
        return response;
      };
      await play(ask, strict);
    },
  };
}
