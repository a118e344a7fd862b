import assert from "node:assert/strict";
import { jsonOf } from "../../scripts/contract/document.js";
import {
  type DerivedResponses,
  headersOf,
  type InvalidResponse,
} from "../derive/invalid-responses.js";
import { exchange, type Response } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import { type CoverageItem, responsesRow } from "../run/coverage.js";
import { assertReported } from "./expectations.js";
import { untestedChecks } from "./request-checks.js";

/** A mock notices every way to break a response, so its validation of each schema works. */
export function invalidResponseChecks(
  context: SuiteContext,
  { responses, untested }: DerivedResponses,
): Check[] {
  const checks = responses.map((one): Check => {
    const { source, constraint, name, example, path } = one;
    const findings = context.oracle.validateResponse(source.operation, responseOf(context, one));
    const isValid = findings.length === 0;
    return {
      title: `${source.name} with ${name} (${example}) is ${isValid ? "valid" : "noticed"}`,
      proves: [provenBy(one, isValid)],
      touches: [constraint?.pointer ?? source.pointer],
      needs: ["invalid responses"],
      run: async (target) => {
        const headers = { prefer: `example=${example}` };
        const request = { method: "get", path: {}, query: {}, headers };
        const response = await exchange(await target.url("invalid responses"), path, request);
        assert.equal(response.status, source.status);
        assertReported(target, response, findings);
      },
    };
  });
  return [
    ...checks,
    ...untested.flatMap(({ source, ...one }) =>
      untestedChecks(responsesRow, [one], `${source.name} `),
    ),
  ];
}

/** The response as it is meant. */
function responseOf({ contract }: SuiteContext, one: InvalidResponse): Response {
  const { source, body, headers } = one;
  const type = jsonOf(source.response.content)?.type;
  return {
    status: source.status,
    headers: { ...headersOf(contract, source, headers), ...(type && { "content-type": type }) },
    body: body === undefined ? "" : JSON.stringify(body),
  };
}

function provenBy({ source, constraint, name }: InvalidResponse, isValid: boolean): CoverageItem {
  const column = constraint === undefined ? "examples" : isValid ? "accepted" : "refused";
  return { row: responsesRow, column, name: `${source.name} ${name}` };
}
