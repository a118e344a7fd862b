import assert from "node:assert/strict";
import { deliveries as validators } from "../../generated/deliveries.js";
import { deliveries, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import {
  type Case,
  casesOf,
  jsonOf,
  parameterConstraints,
  parameterValues,
  validRequest,
} from "../derive/cases.js";
import { nameOf } from "../derive/constraints.js";
import { chosenResponse, deliveryPath } from "../derive/invalid-responses.js";
import { exchange, type Request } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";
import { expectedOf } from "./expectations.js";

/** Every delivery: its examples and every constraint of it, to the mock and to the validators. */
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

/** HTTP trims a header's value and knows no control characters; Prism takes an empty one for none. */
const canTravel = (value: string) => value === value.trim() && /^[\x20-\x7e]+$/.test(value);

function bodyChecks(context: SuiteContext, delivery: Operation): Check[] {
  const media = jsonOf(delivery.requestBody?.content);
  if (media === undefined) return [];
  const valid = validRequest(context.contract, delivery);
  const pointer = `${delivery.pointer}/requestBody/content/application~1json/schema`;
  const examples = examplesOf(context.contract, media);
  const values = examples.map(([, value]) => value);
  const cases = casesOf(
    context.oracle,
    context.contract,
    { schema: media.schema, pointer },
    values,
  );
  return [
    ...examples.map(([name, value]) => {
      const request = { ...valid, body: JSON.stringify(value) };
      const one = check(context, delivery, `the example ${name}`, pointer, request);
      const element = { row: delivery.operationId, column: "examples", name } as const;
      return withValidator({ ...one, proves: [element] }, delivery, { value, findings: [] });
    }),
    ...cases.map((one) => {
      const { constraint, value } = one;
      const request = { ...valid, body: JSON.stringify(value) };
      return withValidator(
        check(context, delivery, nameOf(constraint), constraint.pointer, request),
        delivery,
        one,
      );
    }),
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
  const element: CoverageItem = { row: delivery.operationId, column, name };
  return {
    title: `${delivery.operationId} with ${name} is ${column}`,
    proves: [element],
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

/** The generated validator comes to the oracle's verdict. */
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
