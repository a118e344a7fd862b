import assert from "node:assert/strict";
import type { Schema } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { jsonOf, validRequest } from "../derive/cases.js";
import { testedMethods } from "../derive/coverage-plan.js";
import { exchange, type Request, type Response } from "../oracle/http-exchange.js";
import type { Finding } from "../oracle/oracle.js";
import { comparable } from "../oracle/oracle.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { Situation, Target } from "../targets/target.js";
import { checkRefused } from "./expectations.js";

/** What HTTP and the security scheme demand of a request, beside the schemas. */
export function protocolChecks(context: SuiteContext): Check[] {
  return [
    ...apiOperations(context.contract).flatMap((operation) => [
      ...authorizationChecks(context, operation),
      ...(jsonOf(operation.requestBody?.content) ? contentChecks(context, operation) : []),
    ]),
    ...methodChecks(context),
  ];
}

function authorizationChecks(context: SuiteContext, operation: Operation): Check[] {
  if (operation.scopes.length === 0) return [];
  const valid = validRequest(context.contract, operation);
  const { authorization: _, ...headers } = valid.headers;
  const pointer = `${operation.pointer}/security`;
  const authorized = (authorization: string) => ({
    ...valid,
    headers: { ...headers, authorization },
  });
  return [
    refusal(context, operation, pointer, "without Authorization", { ...valid, headers }),
    refusal(context, operation, pointer, "with an empty Authorization", authorized("")),
    otherScheme(context, operation, pointer, authorized("Bearer canary-token")),
  ];
}

/** Whatever the target makes of it, the oracle has to notice. */
function otherScheme(
  context: SuiteContext,
  operation: Operation,
  pointer: string,
  request: Request,
): Check {
  const check = refusal(context, operation, pointer, "with another scheme", request);
  return {
    ...check,
    run: async (target) => {
      if (target.knownDeviations.otherScheme === undefined) return check.run(target);
      const found = context.oracle.validateRequest(operation, request);
      assert.deepEqual(comparable(found), ["authorization security"]);
      const { response } = await exchange(await target.url(), operation.path, request);
      assert.ok(response.status < 300, `a deviation of ${target.name} has closed: it refuses this`);
    },
  };
}

function contentChecks(context: SuiteContext, operation: Operation): Check[] {
  const valid = validRequest(context.contract, operation);
  const { "content-type": _, ...headers } = valid.headers;
  const pointer = `${operation.pointer}/requestBody`;
  const typed = (type: string) => ({ ...valid, headers: { ...headers, "content-type": type } });
  const malformed = { ...valid, body: (valid.body ?? "").slice(0, -1) };
  return [
    refusal(context, operation, pointer, "without a body", { ...valid, body: undefined }),
    refusal(context, operation, pointer, "with text/plain", typed("text/plain")),
    refusal(context, operation, pointer, "with application/xml", typed("application/xml")),
    refusal(context, operation, pointer, "with malformed JSON", malformed, "malformedJson"),
  ];
}

function refusal(
  context: SuiteContext,
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
      const findings = context.oracle.validateRequest(operation, request);
      assert.equal(findings.length, 1, "the request breaks one rule");
      const deviation = situation && target.knownDeviations[situation];
      await checkRefused(context, target, operation, request, deviation);
    },
  };
}

/** A method that the contract does not have at a path is refused. */
function methodChecks(context: SuiteContext): Check[] {
  const { contract } = context;
  return Object.keys(contract.paths).flatMap((path) => {
    const known = apiOperations(contract).filter((operation) => operation.path === path);
    const [first] = known;
    if (first === undefined) return [];
    return testedMethods
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
          const found = methodRefusalFindings(context, known, response);
          const deviation = target.knownDeviations.undocumentedMethod?.findings ?? [];
          assert.deepEqual(comparable(found), comparable(deviation));
        },
      }));
  });
}

/**
 * A 405 has to list the methods that there are (RFC 9110, 15.5.6). The contract documents no 405,
 * but its body has to be that of every other error response.
 */
function methodRefusalFindings(
  { oracle }: SuiteContext,
  known: Operation[],
  response: Response,
): Finding[] {
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
  return [...allow, ...oracle.validateValue(schema, JSON.parse(response.body))];
}
