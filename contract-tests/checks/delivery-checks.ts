import assert from "node:assert/strict";
import { deliveries as validators } from "../../generated/deliveries.js";
import { deliveries, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import {
  bodyCases,
  type Case,
  jsonOf,
  parameterConstraints,
  parameterValues,
  validRequest,
} from "../derive/cases.js";
import { nameOf } from "../derive/constraints.js";
import { chosenResponse, deliveryPath } from "../derive/invalid-responses.js";
import { exchange, type Request } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import { expectedOf } from "./expectations.js";

/** Each example and each constraint of each delivery, for the mock and the generated validators. */
export function deliveryChecks(context: SuiteContext): Check[] {
  return deliveries(context.contract).flatMap((delivery) => [
    ...headerChecks(context, delivery),
    ...bodyChecks(context, delivery),
  ]);
}

function headerChecks(context: SuiteContext, delivery: Operation): Check[] {
  const valid = validRequest(context.contract, delivery);
  return parameterConstraints(context.contract, delivery).flatMap((constraint) => {
    const name = constraint.place[1] ?? constraint.detail;
    if (constraint.keyword === "required") {
      const { [name]: _, ...headers } = valid.headers;
      const request = { ...valid, headers };
      return [check(context, delivery, nameOf(constraint), constraint.pointer, request)];
    }
    const { example } = delivery.parameters.find((one) => one.name === name) ?? {};
    const { breaking, keeping } = parameterValues(constraint, example);
    return [...breaking, ...keeping].filter(canTravel).map((value) => {
      const request = { ...valid, headers: { ...valid.headers, [name]: value } };
      return check(context, delivery, nameOf(constraint), constraint.pointer, request);
    });
  });
}

/** HTTP trims a header's value and allows no control characters; Prism treats an empty one as missing. */
const canTravel = (value: string) => value === value.trim() && /^[\x20-\x7e]+$/.test(value);

function bodyChecks(context: SuiteContext, delivery: Operation): Check[] {
  const media = jsonOf(delivery.requestBody?.content);
  if (media === undefined) return [];
  const valid = validRequest(context.contract, delivery);
  const checkOf = (name: string, pointer: string, one: Pick<Case, "value" | "findings">) => {
    const request = { ...valid, body: JSON.stringify(one.value) };
    return withValidator(check(context, delivery, name, pointer, request), delivery, one);
  };
  return [
    ...examplesOf(context.contract, media).map(([name, value]): Check => {
      const pointer = `${delivery.pointer}/requestBody`;
      const one = checkOf(`the example ${name}`, pointer, { value, findings: [] });
      return { ...one, proves: [{ row: delivery.operationId, column: "examples", name }] };
    }),
    ...bodyCases(context, delivery).map((one) =>
      checkOf(nameOf(one.constraint), one.constraint.pointer, one),
    ),
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
      assert.deepEqual(context.oracle.validateResponse(delivery, response), []);
      assert.equal(response.headers[chosenResponse], findings.length === 0 ? "2XX" : "default");
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
