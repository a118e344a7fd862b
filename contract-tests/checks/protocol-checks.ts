import assert from "node:assert/strict";
import { methods, type Schema } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { jsonOf, validRequest } from "../derive/cases.js";
import { exchange, type Request, type Response } from "../judge/exchange.js";
import { checkRefused } from "../judge/expectations.js";
import { comparable } from "../judge/findings.js";
import type { Finding } from "../judge/oracle.js";
import type { Basis, Check } from "../run/check.js";
import type { Situation } from "../targets/known-deviations.js";
import type { Target } from "../targets/target.js";

/** What HTTP and the security scheme demand of a request, beside the schemas. */
export function protocolChecks(basis: Basis): Check[] {
  return [
    ...apiOperations(basis.contract).flatMap((operation) => [
      ...authorizationChecks(basis, operation),
      ...(jsonOf(operation.requestBody?.content) ? contentChecks(basis, operation) : []),
    ]),
    ...methodChecks(basis),
  ];
}

function authorizationChecks(basis: Basis, operation: Operation): Check[] {
  if (operation.scopes.length === 0) return [];
  const valid = validRequest(basis.contract, operation);
  const { authorization: _, ...headers } = valid.headers;
  const pointer = `${operation.pointer}/security`;
  const authorized = (authorization: string) => ({
    ...valid,
    headers: { ...headers, authorization },
  });
  return [
    refusal(basis, operation, pointer, "without Authorization", { ...valid, headers }),
    refusal(basis, operation, pointer, "with an empty Authorization", authorized("")),
    otherScheme(basis, operation, pointer, authorized("Bearer canary-token")),
  ];
}

/** Whatever the target makes of it, the oracle has to notice. */
function otherScheme(basis: Basis, operation: Operation, pointer: string, request: Request): Check {
  const check = refusal(basis, operation, pointer, "with another scheme", request);
  return {
    ...check,
    run: async (target) => {
      if (target.holes.otherScheme === undefined) return check.run(target);
      const found = basis.oracle.judgeRequest(operation, request);
      assert.deepEqual(comparable(found), ["authorization security"]);
      const { response } = await exchange(await target.url(), operation.path, request);
      assert.ok(response.status < 300, `a hole of ${target.name} has closed: it refuses this`);
    },
  };
}

function contentChecks(basis: Basis, operation: Operation): Check[] {
  const valid = validRequest(basis.contract, operation);
  const { "content-type": _, ...headers } = valid.headers;
  const pointer = `${operation.pointer}/requestBody`;
  const typed = (type: string) => ({ ...valid, headers: { ...headers, "content-type": type } });
  const malformed = { ...valid, body: (valid.body ?? "").slice(0, -1) };
  return [
    refusal(basis, operation, pointer, "without a body", { ...valid, body: undefined }),
    refusal(basis, operation, pointer, "with text/plain", typed("text/plain")),
    refusal(basis, operation, pointer, "with application/xml", typed("application/xml")),
    refusal(basis, operation, pointer, "with malformed JSON", malformed, "malformedJson"),
  ];
}

function refusal(
  basis: Basis,
  operation: Operation,
  pointer: string,
  name: string,
  request: Request,
  situation?: Situation,
): Check {
  return {
    title: `${operation.operationId} refuses a request ${name}`,
    proves: [{ row: operation.operationId, column: "refused", name }],
    touches: [pointer],
    needs: [],
    run: async (target) => {
      const findings = basis.oracle.judgeRequest(operation, request);
      assert.equal(findings.length, 1, "the request breaks one rule");
      const hole = situation && target.holes[situation];
      await checkRefused(basis, target, operation, request, hole);
    },
  };
}

/** A method that the contract does not have at a path is refused. */
function methodChecks(basis: Basis): Check[] {
  const { contract } = basis;
  return Object.keys(contract.paths).flatMap((path) => {
    const known = apiOperations(contract).filter((operation) => operation.path === path);
    const [first] = known;
    if (first === undefined) return [];
    return methods
      .filter((method) => known.every((operation) => operation.method !== method))
      .map((method) => ({
        title: `${path} refuses ${method.toUpperCase()}`,
        proves: [{ row: first.operationId, column: "refused" as const, name: `method ${method}` }],
        touches: [first.pointer],
        needs: [],
        run: async (target: Target) => {
          const { headers, path: values } = validRequest(contract, first);
          const request = { method, path: values, query: {}, headers };
          const { response } = await exchange(await target.url(), path, request);
          assert.equal(response.status, 405);
          const found = judgeMethodRefusal(basis, known, response);
          const hole = target.holes.undocumentedMethod?.findings ?? [];
          assert.deepEqual(comparable(found), comparable(hole));
        },
      }));
  });
}

/**
 * HTTP wants a 405 to tell the methods that there are (RFC 9110, 15.5.6). The contract documents
 * no 405; its body is to be that of every other refusal all the same.
 */
function judgeMethodRefusal({ oracle }: Basis, known: Operation[], response: Response): Finding[] {
  const allowed = response.headers.allow?.toLowerCase().split(", ").sort();
  const allow: Finding[] =
    allowed === undefined
      ? [{ place: "header", keyword: "required", missing: "allow" }]
      : allowed.join() ===
          known
            .map(({ method }) => method)
            .sort()
            .join()
        ? []
        : [{ place: "header/allow", keyword: "const" }];
  if (response.headers["content-type"] !== "application/json") {
    return [...allow, { place: "content-type", keyword: "mediaType" }];
  }
  const refusals = known.flatMap(({ responses }) => jsonOf(responses["404"]?.content) ?? []);
  const schema: Schema = refusals[0]?.schema ?? {};
  return [...allow, ...oracle.judgeValue(schema, JSON.parse(response.body))];
}
