import assert from "node:assert/strict";
import { type Document, jsonOf, type Method } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { requestWithCredential, validRequest } from "../derive/requests.js";
import { requirementsOf } from "../oracle/credentials.js";
import {
  exchange,
  filledPath,
  pathParameters,
  type Request,
  type Response,
} from "../oracle/http-exchange.js";
import { mediaFor } from "../oracle/oracle.js";
import { type Check, notTested, type SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";
import { checkAccepted, checkRefused } from "./expectations.js";

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

/**
 * The methods that a path without them has to refuse. The others have rules of their own: OPTIONS
 * is asked by browsers, HEAD follows GET, and TRACE cannot be sent with fetch.
 */
const testedMethods = ["get", "put", "post", "delete", "patch"] as const;

/** @returns a function that makes checks of requests that are refused */
const refusals =
  (context: SuiteContext, operation: Operation, pointer: string) =>
  (name: string, request: Request): Check => ({
    title: `${operation.operationId} refuses a request ${name}`,
    proves: [{ row: operation.operationId, column: "refused", name }],
    touches: [pointer],
    needs: [],
    run: async (target) => {
      const findings = context.oracle.validateRequest(operation, request);
      assert.equal(findings.length, 1, "the request breaks one rule");
      await checkRefused(context, target, operation, request);
    },
  });

function authorizationChecks(context: SuiteContext, operation: Operation): Check[] {
  const { contract } = context;
  const [[credential] = []] = requirementsOf(contract, operation);
  if (credential === undefined) return [];
  const refusal = refusals(context, operation, `${operation.pointer}/security`);
  const authorized = (value?: string) => requestWithCredential(contract, operation, value);
  const checks = [
    refusal("without Authorization", authorized()),
    refusal("with an empty Authorization", authorized("")),
  ];
  if (credential.scheme === undefined) return checks;
  const otherScheme = /^bearer$/i.test(credential.scheme) ? "Basic" : "Bearer";
  const request = authorized(`${otherScheme} canary-token`);
  return [...checks, refusal("with another scheme", request)];
}

function contentChecks(context: SuiteContext, operation: Operation): Check[] {
  const { operationId, requestBody } = operation;
  const valid = validRequest(context.contract, operation);
  const { "content-type": _, ...headers } = valid.headers;
  const pointer = `${operation.pointer}/requestBody`;
  const refusal = refusals(context, operation, pointer);
  const typed = (other: string) => ({ ...valid, headers: { ...headers, "content-type": other } });
  const malformed = { ...valid, body: (valid.body ?? "").slice(0, -1) };
  const empty = { ...valid, body: undefined };
  const withoutBody: Check = {
    title: `${operationId} accepts a request without a body`,
    proves: [{ row: operationId, column: "accepted", name: "without a body" }],
    touches: [`${pointer}/required`],
    needs: [],
    run: (target) => checkAccepted(context, target, operation, { ...empty, headers }),
  };
  const foreignTypes = ["text/plain", "application/xml"].filter(
    (type) => mediaFor(requestBody?.content ?? {}, type) === undefined,
  );
  return [
    requestBody?.required ? refusal("without a body", empty) : withoutBody,
    ...foreignTypes.map((other) => refusal(`with ${other}`, typed(other))),
    refusal("with malformed JSON", malformed),
  ];
}

/** A method that the contract does not have at a path is refused. */
function methodChecks(context: SuiteContext): Check[] {
  const { contract } = context;
  return Object.keys(contract.paths).flatMap((path) => {
    const known = apiOperations(contract).filter((operation) => operation.path === path);
    const [first] = known;
    if (first === undefined) return [];
    const valid = validRequest(contract, first);
    const documented = known.map(({ method }) => method);
    const others = testedMethods.filter((method) => !documented.includes(method));
    return others.map((method): Check => {
      const row = first.operationId;
      const item: CoverageItem = { row, column: "refused", name: `method ${method}` };
      if (hasOther(contract, path, method, valid)) {
        return notTested(item, "a path that looks the same has the method");
      }
      return {
        title: `${path} refuses ${method.toUpperCase()}`,
        proves: [item],
        touches: [first.pointer],
        needs: [],
        run: async (target) => {
          const request = { method, path: valid.path, query: {}, headers: valid.headers };
          const { response } = await exchange(await target.url(), path, request);
          assertMethodRefused(documented, method, response);
        },
      };
    });
  });
}

/** Whether a request with a method belongs to another path of the contract as well. */
const hasOther = (contract: Document, path: string, method: Method, { path: values }: Request) =>
  Object.entries(contract.paths).some(
    ([other, item]) =>
      other !== path &&
      item[method] !== undefined &&
      other.split("/").length === path.split("/").length &&
      pathParameters(other, filledPath(path, values)) !== undefined,
  );

/** The contract does not say how; by HTTP, a 405 lists the methods that there are (RFC 9110, 15.5.6). */
function assertMethodRefused(documented: Method[], method: Method, response: Response): void {
  const { status, headers } = response;
  assert.ok([404, 405, 501].includes(status), `an undocumented method gets ${status}`);
  if (status !== 405) return;
  const allowed: string[] = headers.allow?.toLowerCase().split(/[\s,]+/) ?? [];
  const missing = documented.filter((one) => !allowed.includes(one));
  assert.deepEqual(missing, [], "Allow lists the documented methods");
  assert.ok(!allowed.includes(method), "Allow does not list the method that was refused");
}
