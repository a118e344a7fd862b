import assert from "node:assert/strict";
import type { Canary } from "../derive/invalid-responses.js";
import { exchange, type Response } from "../judge/exchange.js";
import type { Basis, Check } from "../run/check.js";
import type { Element } from "../run/coverage.js";

/** A mock notices every way to break a response: its validation of each schema is alive. */
export function canaryChecks(basis: Basis, canaries: Canary[]): Check[] {
  return canaries.map((canary) => {
    const findings = basis.oracle.judgeResponse(canary.source.operation, responseOf(canary));
    const verdict = findings.length === 0 ? "is fine" : "is noticed";
    return {
      title: `${canary.source.name} with ${canary.name} (${canary.example}) ${verdict}`,
      proves: elementsOf(canary, findings.length === 0),
      touches: [canary.constraint?.pointer ?? canary.source.pointer],
      needs: ["canaries"],
      run: async (target) => {
        const headers = { prefer: `example=${canary.example}` };
        const request = { method: "get", path: {}, query: {}, headers };
        const { response } = await exchange(await target.url("canaries"), canary.path, request);
        assert.equal(response.status, Number(canary.source.status));
        assert.deepEqual(target.said(response), target.expected(findings));
      },
    };
  });
}

/** The response as the canary means it to be; a header of 0 means that there is none. */
function responseOf({
  source: { status, response },
  body,
  headers: changed = {},
}: Canary): Response {
  const names = Object.keys(response.headers ?? {});
  const headers = names
    .map((name) => [name.toLowerCase(), changed[name] ?? 1])
    .filter(([, value]) => value !== 0);
  return {
    status: Number(status),
    headers: { ...Object.fromEntries(headers), "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

function elementsOf({ source, constraint, name }: Canary, isFine: boolean): Element[] {
  const column = constraint === undefined ? "examples" : isFine ? "accepted" : "refused";
  return [{ row: source.name, column, name }];
}
