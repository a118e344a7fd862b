import assert from "node:assert/strict";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Violation } from "../../generated/validators/requests.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import { valueAt } from "../derive/boundary-values.js";
import {
  bodyCases,
  type Case,
  jsonOf,
  optionalParameters,
  parameterConstraints,
  parameterPointer,
  parameterValues,
  validRequest,
} from "../derive/cases.js";
import { type Constraint, nameOf } from "../derive/constraints.js";
import type { Request } from "../oracle/http-exchange.js";
import type { Finding } from "../oracle/oracle.js";
import { comparable } from "../oracle/oracle.js";
import type { Check, SuiteContext } from "../run/check.js";
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
  const valid = validRequest(context.contract, operation);
  return parameterConstraints(context.contract, operation).flatMap((constraint) => {
    const [place, name = ""] = constraint.place as ["path" | "query", string];
    const { example } = operation.parameters.find((one) => one.name === name) ?? {};
    const { breaking, keeping } = parameterValues(constraint, example);
    return [...breaking, ...keeping].map((value) => {
      const request = { ...valid, [place]: { ...valid[place], [name]: value } };
      return requestCheck(context, operation, { constraint, request, shown: value });
    });
  });
}

/** Every optional parameter may be left out. */
function absenceChecks(context: SuiteContext, operation: Operation): Check[] {
  const valid = validRequest(context.contract, operation);
  return optionalParameters(operation).map((name) => {
    const { [name]: _, ...query } = valid.query;
    const request = { ...valid, query };
    return {
      title: `${operation.operationId} accepts a request without /query/${name}`,
      proves: [{ row: operation.operationId, column: "accepted", name: `/query/${name} left out` }],
      touches: [`${parameterPointer(context.contract, operation, name)}/required`],
      needs: [],
      run: async (target) => {
        assert.deepEqual(context.oracle.validateRequest(operation, request), []);
        await checkAccepted(context, target, operation, request);
      },
    };
  });
}

function bodyChecks(context: SuiteContext, operation: Operation): Check[] {
  return bodyCases(context, operation).map((one) => {
    const { constraint, value } = one;
    const request = { ...validRequest(context.contract, operation), body: JSON.stringify(value) };
    const shown = valueAt(value, constraint.place);
    const check = requestCheck(context, operation, { constraint, request, shown });
    return {
      ...check,
      run: async (target) => {
        checkGenerated(operation, one);
        await check.run(target);
      },
    };
  });
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
}

function requestCheck(
  context: SuiteContext,
  operation: Operation,
  { constraint, request, shown }: RequestCase,
): Check {
  const findings = context.oracle.validateRequest(operation, request);
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
  const media = jsonOf(operation.requestBody?.content);
  if (media === undefined) return [];
  const valid = validRequest(context.contract, operation);
  return examplesOf(context.contract, media).map(([name, value]) => ({
    title: `${operation.operationId} accepts the example ${name}`,
    proves: [
      { row: operation.operationId, column: "examples", name: `request application/json ${name}` },
      { row: operation.operationId, column: "media types", name: "request application/json" },
    ],
    touches: [`${operation.pointer}/requestBody`],
    needs: [],
    run: async (target) => {
      const request = { ...valid, body: JSON.stringify(value) };
      assert.deepEqual(context.oracle.validateRequest(operation, request), []);
      await checkAccepted(context, target, operation, request);
    },
  }));
}

const shorten = (value: unknown) => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
