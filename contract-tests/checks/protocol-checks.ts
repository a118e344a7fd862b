import assert from "node:assert/strict";
import {
  type Document,
  jsonOf,
  type MediaType,
  type Method,
} from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { foreignTypes, testedMethods } from "../derive/coverage-plan.js";
import { validRequest, withCredential } from "../derive/requests.js";
import { type Credential, requirementsOf } from "../oracle/credentials.js";
import {
  exchange,
  filledPath,
  pathParameters,
  type Request,
  type Response,
} from "../oracle/http-exchange.js";
import { comparable, type Finding, mediaFor, responseKey } from "../oracle/oracle.js";
import { type Check, notTested, type SuiteContext } from "../run/check.js";
import type { Situation, Target } from "../targets/target.js";
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

function authorizationChecks(context: SuiteContext, operation: Operation): Check[] {
  const [credentials] = requirementsOf(context.contract, operation);
  if (credentials === undefined) return [];
  const valid = validRequest(context.contract, operation);
  const pointer = `${operation.pointer}/security`;
  const [credential] = credentials as [Credential];
  const { scheme } = credential;
  const authorized = (value: string | undefined) => withCredential(valid, credential, value);
  return [
    refusal(context, operation, pointer, "without Authorization", authorized(undefined)),
    refusal(context, operation, pointer, "with an empty Authorization", authorized("")),
    ...(scheme
      ? [
          otherScheme(
            context,
            operation,
            pointer,
            authorized(`${scheme === "bearer" ? "Basic" : "Bearer"} canary-token`),
          ),
        ]
      : []),
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
  const { operationId, requestBody } = operation;
  const valid = validRequest(context.contract, operation);
  const { "content-type": _, ...headers } = valid.headers;
  const pointer = `${operation.pointer}/requestBody`;
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
  return [
    requestBody?.required
      ? refusal(context, operation, pointer, "without a body", empty)
      : withoutBody,
    ...foreignTypes(requestBody?.content).map((other) =>
      refusal(context, operation, pointer, `with ${other}`, typed(other)),
    ),
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
    const valid = validRequest(contract, first);
    return testedMethods
      .filter((method) => known.every((operation) => operation.method !== method))
      .map((method): Check => {
        const item = {
          row: first.operationId,
          column: "refused" as const,
          name: `method ${method}`,
        };
        if (hasOther(contract, path, method, valid)) {
          return notTested(item, "a path that looks the same has the method");
        }
        return {
          title: `${path} refuses ${method.toUpperCase()}`,
          proves: [item],
          touches: [first.pointer],
          needs: [],
          run: async (target: Target) => {
            const request = { method, path: valid.path, query: {}, headers: valid.headers };
            const { response } = await exchange(await target.url(), path, request);
            assert.equal(response.status, 405);
            const found = methodRefusalFindings(context, known, response);
            const deviation = target.knownDeviations.undocumentedMethod?.findings ?? [];
            assert.deepEqual(comparable(found), comparable(deviation));
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
  const refusals = known.flatMap((operation) => {
    const key = [404, 400].map((status) => responseKey(operation, status)).find((one) => one);
    return jsonOf(operation.responses[key ?? ""]?.content) ?? [];
  });
  const [media = anyJson] = refusals;
  if (mediaFor({ [media.type]: media }, response.headers["content-type"]) === undefined) {
    return [...allow, { place: "content-type", keyword: "mediaType" }];
  }
  return [...allow, ...oracle.validateValue(media.schema, JSON.parse(response.body), "response")];
}

const anyJson: MediaType & { type: string } = { type: "application/json", schema: {} };
