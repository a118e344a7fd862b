import assert from "node:assert/strict";
import { jsonOf } from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import type { Untested } from "../derive/cases.js";
import { nameOf } from "../derive/constraints.js";
import { chosenResponse, deliveryPath } from "../derive/invalid-response-mock.js";
import {
  optionalParameters,
  parameterPointer,
  requestCases,
  validRequest,
  withoutParameter,
} from "../derive/requests.js";
import { exchange, type Request } from "../oracle/http-exchange.js";
import { type Finding, responseKey } from "../oracle/oracle.js";
import { type Check, notTested, type SuiteContext } from "../run/check.js";
import type { Column } from "../run/coverage.js";
import type { Ability, Target } from "../targets/target.js";
import { assertReported, checkAccepted, checkRefused } from "./expectations.js";

/** Sends a request to a target, which has to find the same in it as the oracle. */
type Ask = (
  target: Target,
  operation: Operation,
  request: Request,
  findings: Finding[],
  name: string,
  shown: string,
) => Promise<void>;

/**
 * Each constraint and each example of each request: refused when it is just violated, accepted
 * when it is just satisfied. Deliveries are sent to a mock of their receiver.
 */
export function requestChecks(context: SuiteContext): Check[] {
  const askOperation: Ask = (target, operation, request, findings, name, shown) =>
    findings.length === 0
      ? checkAccepted(context, target, operation, request, name, shown)
      : checkRefused(context, target, operation, request);
  const askReceiver: Ask = async (target, delivery, request, findings) => {
    const url = await target.url("invalid responses");
    const response = await exchange(url, deliveryPath(delivery.path), request);
    assertReported(target, response, findings, request.body);
    const key = responseKey(delivery, response.status);
    assert.equal(response.headers[chosenResponse], key);
    if (key === undefined) assert.ok(response.status >= 400, "the contract has no refusal");
    else assert.deepEqual(context.oracle.validateResponse(delivery, response), []);
  };
  return [
    ...apiOperations(context.contract).flatMap((one) => checksOf(context, one, [], askOperation)),
    ...deliveries(context.contract).flatMap((one) =>
      checksOf(context, one, ["invalid responses"], askReceiver),
    ),
  ];
}

function checksOf(
  context: SuiteContext,
  operation: Operation,
  needs: readonly Ability[],
  ask: Ask,
): Check[] {
  const { contract, oracle } = context;
  const row = operation.operationId;
  const checkOf = (request: Request, name: string, shown: string, pointer: string): Check => {
    const findings = oracle.validateRequest(operation, request);
    const [column, verb]: [Column, string] =
      findings.length === 0 ? ["accepted", "accepts"] : ["refused", "refuses"];
    return {
      title: `${row} ${verb} ${name}${shown}`,
      proves: [{ row, column, name }],
      touches: [pointer],
      needs,
      run: (target) => ask(target, operation, request, findings, name, shown),
    };
  };
  const { cases, untested } = requestCases(context, operation);
  return [
    ...cases.map(({ constraint, request, shown }) =>
      checkOf(request, nameOf(constraint), `: ${shorten(shown)}`, constraint.pointer),
    ),
    ...optionalParameters(operation).map((parameter) => {
      const request = withoutParameter(contract, operation, parameter);
      const pointer = parameterPointer(contract, operation, parameter.name, parameter.in);
      const name = `/${parameter.in}/${parameter.name} left out`;
      return checkOf(request, name, "", `${pointer}/required`);
    }),
    ...untestedChecks(row, untested),
    ...exampleChecks(context, operation, checkOf),
  ];
}

/** Every named example of a request body is accepted. */
function exampleChecks(
  { contract }: SuiteContext,
  operation: Operation,
  checkOf: (request: Request, name: string, shown: string, pointer: string) => Check,
): Check[] {
  const row = operation.operationId;
  const media = jsonOf(operation.requestBody?.content);
  const valid = validRequest(contract, operation);
  return (media ? examplesOf(contract, media) : []).map(([name, value]): Check => {
    const request = { ...valid, body: JSON.stringify(value) };
    const pointer = `${operation.pointer}/requestBody`;
    const type = `request ${media?.type}`;
    return {
      ...checkOf(request, `the example ${name}`, "", pointer),
      proves: [
        { row, column: "examples", name: `${type} ${name}` },
        { row, column: "media types", name: type },
      ],
    };
  });
}

/** Stand for the constraints that are not tested. @param prefix - of their names in the coverage */
export const untestedChecks = (row: string, untested: Untested[], prefix = ""): Check[] =>
  untested.map(({ constraint, column, reason }) =>
    notTested({ row, column, name: prefix + nameOf(constraint) }, reason),
  );

const shorten = (value: unknown) => {
  // A long text stands for its length.
  if (typeof value === "string" && value.length > 60) return `${value.length} characters`;
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
