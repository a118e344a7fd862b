import assert from "node:assert/strict";
import { jsonOf } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { requestWithCredential, validRequest } from "../derive/requests.js";
import { requirementsOf } from "../oracle/credentials.js";
import type { Request } from "../oracle/http-exchange.js";
import { mediaFor } from "../oracle/oracle.js";
import type { Check, SuiteContext } from "../run/check.js";
import { checkAccepted, checkRefused } from "./expectations.js";

/** What HTTP and the security scheme demand of a request, beside the schemas. */
export function protocolChecks(context: SuiteContext): Check[] {
  return apiOperations(context.contract).flatMap((operation) => [
    ...authorizationChecks(context, operation),
    ...(jsonOf(operation.requestBody?.content) ? contentChecks(context, operation) : []),
  ]);
}

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
