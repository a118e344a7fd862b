import assert from "node:assert/strict";
import { deliveries as validators } from "../../generated/deliveries.js";
import { jsonOf } from "../../scripts/contract/document.js";
import { deliveries, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import { bodyCases, type Case } from "../derive/cases.js";
import { nameOf } from "../derive/constraints.js";
import { leftOut } from "../derive/coverage-plan.js";
import { chosenResponse, deliveryPath } from "../derive/invalid-response-mock.js";
import {
  optionalParameters,
  parameterCases,
  parameterPointer,
  validRequest,
  withoutParameter,
} from "../derive/requests.js";
import { exchange, type Request } from "../oracle/http-exchange.js";
import { responseKey } from "../oracle/oracle.js";
import type { Check, SuiteContext } from "../run/check.js";
import { untestedChecks } from "./constraint-checks.js";
import { expectedOf } from "./expectations.js";

/** Each example and each constraint of each delivery, for the mock and the generated validators. */
export function deliveryChecks(context: SuiteContext): Check[] {
  return deliveries(context.contract).flatMap((delivery) => [
    ...headerChecks(context, delivery),
    ...bodyChecks(context, delivery),
  ]);
}

function headerChecks(context: SuiteContext, delivery: Operation): Check[] {
  const { cases, untested } = parameterCases(context, delivery);
  const absences = optionalParameters(delivery).map((parameter) => {
    const { contract } = context;
    const request = withoutParameter(contract, delivery, parameter);
    const pointer = parameterPointer(contract, delivery, parameter.name, parameter.in);
    return check(context, delivery, leftOut(parameter), `${pointer}/required`, request);
  });
  return [
    ...cases.map(({ constraint, request }) =>
      check(context, delivery, nameOf(constraint), constraint.pointer, request),
    ),
    ...absences,
    ...untestedChecks(delivery.operationId, untested),
  ];
}

function bodyChecks(context: SuiteContext, delivery: Operation): Check[] {
  const media = jsonOf(delivery.requestBody?.content);
  if (media === undefined) return [];
  const valid = validRequest(context.contract, delivery);
  const { cases, untested } = bodyCases(context, delivery);
  const checkOf = (name: string, pointer: string, one: Pick<Case, "value" | "findings">) => {
    const request = { ...valid, body: JSON.stringify(one.value) };
    const unvalidated = check(context, delivery, name, pointer, request);
    return context.isForeign ? unvalidated : withValidator(unvalidated, delivery, one);
  };
  return [
    ...examplesOf(context.contract, media).map(([name, value]): Check => {
      const pointer = `${delivery.pointer}/requestBody`;
      const one = checkOf(`the example ${name}`, pointer, { value, findings: [] });
      return { ...one, proves: [{ row: delivery.operationId, column: "examples", name }] };
    }),
    ...cases.map((one) => checkOf(nameOf(one.constraint), one.constraint.pointer, one)),
    ...untestedChecks(delivery.operationId, untested),
  ];
}

function check(
  context: SuiteContext,
  delivery: Operation,
  name: string,
  pointer: string,
  request: Request,
): Check {
  const findings = context.oracle.validateRequest(delivery, request);
  const column = findings.length === 0 ? "accepted" : "refused";
  return {
    title: `${delivery.operationId} with ${name} is ${column}`,
    proves: [{ row: delivery.operationId, column, name }],
    touches: [pointer],
    needs: ["invalid responses"],
    run: async (target) => {
      const url = await target.url("invalid responses");
      const { response } = await exchange(url, deliveryPath(delivery.path), request);
      assert.deepEqual(target.reported(response), expectedOf(target, request, findings));
      assert.equal(response.status < 300, findings.length === 0);
      const key = responseKey(delivery, response.status);
      assert.equal(response.headers[chosenResponse], key);
      const known = key === undefined ? target.knownDeviations.undocumentedRefusal : undefined;
      assert.deepEqual(context.oracle.validateResponse(delivery, response), known?.findings ?? []);
    },
  };
}

/** The generated validator agrees with the oracle. */
function withValidator(
  check: Check,
  { path }: Operation,
  { value, findings }: Pick<Case, "value" | "findings">,
): Check {
  return {
    ...check,
    run: async (target) => {
      const validate = validators[path as keyof typeof validators];
      assert.equal(validate(value), findings.length === 0, "the generated validator agrees");
      await check.run(target);
    },
  };
}
