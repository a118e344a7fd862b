import assert from "node:assert/strict";
import { responsesRow } from "../derive/coverage-plan.js";
import type { InvalidResponse } from "../derive/invalid-responses.js";
import { exchange, type Response } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";

/** A mock notices every way to break a response, so its validation of each schema works. */
export function invalidResponseChecks(context: SuiteContext, all: InvalidResponse[]): Check[] {
  return all.map((one) => {
    const { source, constraint, name, example, path } = one;
    const findings = context.oracle.validateResponse(source.operation, responseOf(one));
    const isValid = findings.length === 0;
    return {
      title: `${source.name} with ${name} (${example}) is ${isValid ? "valid" : "noticed"}`,
      proves: [provenBy(one, isValid)],
      touches: [constraint?.pointer ?? source.pointer],
      needs: ["invalid responses"],
      run: async (target) => {
        const headers = { prefer: `example=${example}` };
        const request = { method: "get", path: {}, query: {}, headers };
        const { response } = await exchange(await target.url("invalid responses"), path, request);
        assert.equal(response.status, Number(source.status));
        assert.deepEqual(target.reported(response), target.expected(findings));
      },
    };
  });
}

/** The response as it is meant; a header of 0 stands for a missing one. */
function responseOf({ source, body, headers: changed = {} }: InvalidResponse): Response {
  const headers = Object.keys(source.response.headers ?? {})
    .map((name) => [name.toLowerCase(), changed[name] ?? 1])
    .filter(([, value]) => value !== 0);
  return {
    status: Number(source.status),
    headers: { ...Object.fromEntries(headers), "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

function provenBy({ source, constraint, name }: InvalidResponse, isValid: boolean): CoverageItem {
  const column = constraint === undefined ? "examples" : isValid ? "accepted" : "refused";
  return { row: responsesRow, column, name: `${source.name} ${name}` };
}
