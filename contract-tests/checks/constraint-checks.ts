import assert from "node:assert/strict";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Violation } from "../../generated/validators/requests.js";
import { jsonOf } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import { valueAt } from "../derive/boundary-values.js";
import { bodyCases, type Case, type Untested } from "../derive/cases.js";
import { type Constraint, nameOf } from "../derive/constraints.js";
import { leftOut } from "../derive/coverage-plan.js";
import {
  optionalParameters,
  parameterCases,
  parameterPointer,
  validRequest,
  withoutParameter,
} from "../derive/requests.js";
import type { Request } from "../oracle/http-exchange.js";
import { comparable, type Finding } from "../oracle/oracle.js";
import { type Check, notTested, type SuiteContext } from "../run/check.js";
import { checkAccepted, checkRefused } from "./expectations.js";

/** Each constraint of each request: refused when it is just broken, accepted when it is just kept. */
export function constraintChecks(context: SuiteContext): Check[] {
  return apiOperations(context.contract).flatMap((operation) => [
    ...parameterChecks(context, operation),
    ...absenceChecks(context, operation),
    ...bodyChecks(context, operation),
    ...exampleChecks(context, operation),
  ]);
}

function parameterChecks(context: SuiteContext, operation: Operation): Check[] {
  const { cases, untested } = parameterCases(context, operation);
  return [
    ...cases.map((one) => requestCheck(context, operation, one)),
    ...untestedChecks(operation.operationId, untested),
  ];
}

/** Stand for the constraints that are not tested. @param prefix - of their names in the coverage */
export const untestedChecks = (row: string, untested: Untested[], prefix = ""): Check[] =>
  untested.map(({ constraint, column, reason }) =>
    notTested({ row, column, name: prefix + nameOf(constraint) }, reason),
  );

/** Every optional parameter may be left out. */
function absenceChecks(context: SuiteContext, operation: Operation): Check[] {
  return optionalParameters(operation).map((parameter) => {
    const { name, in: place } = parameter;
    const request = withoutParameter(context.contract, operation, parameter);
    return {
      title: `${operation.operationId} accepts a request without /${place}/${name}`,
      proves: [{ row: operation.operationId, column: "accepted", name: leftOut(parameter) }],
      touches: [`${parameterPointer(context.contract, operation, name, place)}/required`],
      needs: [],
      run: async (target) => {
        assert.deepEqual(context.oracle.validateRequest(operation, request), []);
        await checkAccepted(context, target, operation, request);
      },
    };
  });
}

function bodyChecks(context: SuiteContext, operation: Operation): Check[] {
  const { cases, untested } = bodyCases(context, operation);
  const checks = cases.map((one): Check => {
    const { constraint, value } = one;
    const request = { ...validRequest(context.contract, operation), body: JSON.stringify(value) };
    const shown = valueAt(value, constraint.place);
    const findings = context.oracle.validateRequest(operation, request);
    const check = requestCheck(context, operation, { constraint, request, shown, findings });
    return {
      ...check,
      run: async (target) => {
        if (!context.isForeign) checkGenerated(operation, one);
        await check.run(target);
      },
    };
  });
  return [...checks, ...untestedChecks(operation.operationId, untested)];
}

/** The generated validator finds the same as the oracle. */
function checkGenerated({ operationId }: Operation, { value, findings }: Case): void {
  const { body: validate }: Route = routes[operationId as OperationId];
  assert.ok(validate, "there is a generated validator");
  const isValid = validate(value);
  const found = isValid ? [] : (validate.errors ?? []).map(toFinding);
  assert.deepEqual(comparable(found), comparable(findings), "the generated validator agrees");
}

/** A violation that a generated validator reports, as a finding of the oracle. */
const toFinding = ({ instancePath, keyword, params }: Violation): Finding => ({
  place: `body${instancePath}`,
  keyword,
  ...(keyword === "required" && { missing: String(params.missingProperty) }),
});

interface RequestCase {
  constraint: Constraint;
  request: Request;
  /** The value at the constraint's place. */
  shown: unknown;
  findings: Finding[];
}

function requestCheck(
  context: SuiteContext,
  operation: Operation,
  { constraint, request, shown, findings }: RequestCase,
): Check {
  const column = findings.length === 0 ? "accepted" : "refused";
  const verb = findings.length === 0 ? "accepts" : "refuses";
  return {
    title: `${operation.operationId} ${verb} ${nameOf(constraint)}: ${shorten(shown)}`,
    proves: [{ row: operation.operationId, column, name: nameOf(constraint) }],
    touches: [constraint.pointer],
    needs: [],
    run: (target) =>
      findings.length === 0
        ? checkAccepted(context, target, operation, request)
        : checkRefused(context, target, operation, request),
  };
}

/** Every named example of a request body is accepted. */
function exampleChecks(context: SuiteContext, operation: Operation): Check[] {
  const row = operation.operationId;
  const { content = {} } = operation.requestBody ?? {};
  const media = jsonOf(content);
  if (media === undefined) return [];
  const valid = validRequest(context.contract, operation);
  const others = Object.keys(content).filter((type) => type !== media.type);
  return [
    ...examplesOf(context.contract, media).map(
      ([name, value]): Check => ({
        title: `${row} accepts the example ${name}`,
        proves: [
          { row, column: "examples", name: `request ${media.type} ${name}` },
          { row, column: "media types", name: `request ${media.type}` },
        ],
        touches: [`${operation.pointer}/requestBody`],
        needs: [],
        run: async (target) => {
          const request = { ...valid, body: JSON.stringify(value) };
          assert.deepEqual(context.oracle.validateRequest(operation, request), []);
          await checkAccepted(context, target, operation, request);
        },
      }),
    ),
    ...others.map((type) =>
      notTested({ row, column: "media types", name: `request ${type}` }, otherMediaType),
    ),
  ];
}

/** Why further media types of a body are not tested. */
export const otherMediaType = "of the media types of a body, the first that is JSON is tested";

const shorten = (value: unknown) => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
