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
import { deliveryPath } from "../derive/invalid-responses.js";
import { exchange, type Request } from "../judge/exchange.js";
import { expectedOf } from "../judge/expectations.js";
import type { Basis, Check } from "../run/check.js";
import type { Element } from "../run/coverage.js";

/** Every delivery: its examples and every constraint of it, to the mock and to the validators. */
export function deliveryChecks(basis: Basis): Check[] {
  return deliveries(basis.contract).flatMap((delivery) => [
    ...headerChecks(basis, delivery),
    ...bodyChecks(basis, delivery),
  ]);
}

function headerChecks(basis: Basis, delivery: Operation): Check[] {
  const valid = validRequest(basis.contract, delivery);
  return parameterConstraints(basis.contract, delivery).flatMap((constraint) => {
    const name = constraint.place[1] ?? constraint.detail;
    if (constraint.keyword === "required") {
      const { [name]: _, ...headers } = valid.headers;
      const request = { ...valid, headers };
      return [check(basis, delivery, nameOf(constraint), constraint.pointer, request)];
    }
    const { example } = delivery.parameters.find((one) => one.name === name) ?? {};
    const { breaking, keeping } = parameterValues(constraint, example);
    return [...breaking, ...keeping].filter(canTravel).map((value) => {
      const request = { ...valid, headers: { ...valid.headers, [name]: value } };
      return check(basis, delivery, nameOf(constraint), constraint.pointer, request);
    });
  });
}

/** HTTP trims a header's value and knows no control characters; Prism takes an empty one for none. */
const canTravel = (value: string) => value === value.trim() && /^[\x20-\x7e]+$/.test(value);

function bodyChecks(basis: Basis, delivery: Operation): Check[] {
  const media = jsonOf(delivery.requestBody?.content);
  if (media === undefined) return [];
  const valid = validRequest(basis.contract, delivery);
  const pointer = `${delivery.pointer}/requestBody/content/application~1json/schema`;
  const examples = examplesOf(basis.contract, media);
  const values = examples.map(([, value]) => value);
  const cases = casesOf(basis.oracle, basis.contract, { schema: media.schema, pointer }, values);
  return [
    ...examples.map(([name, value]) => {
      const request = { ...valid, body: JSON.stringify(value) };
      const one = check(basis, delivery, `the example ${name}`, pointer, request);
      const element = { row: delivery.operationId, column: "examples", name } as const;
      return withValidator({ ...one, proves: [element] }, delivery, { value, findings: [] });
    }),
    ...cases.map((one) => {
      const { constraint, value } = one;
      const request = { ...valid, body: JSON.stringify(value) };
      return withValidator(
        check(basis, delivery, nameOf(constraint), constraint.pointer, request),
        delivery,
        one,
      );
    }),
  ];
}

function check(
  basis: Basis,
  delivery: Operation,
  name: string,
  pointer: string,
  request: Request,
): Check {
  const findings = basis.oracle.judgeRequest(delivery, request);
  const column = findings.length === 0 ? "accepted" : "refused";
  const element: Element = { row: delivery.operationId, column, name };
  return {
    title: `${delivery.operationId} with ${name} is ${column}`,
    proves: [element],
    touches: [pointer],
    needs: ["canaries"],
    run: async (target) => {
      const url = await target.url("canaries");
      const { response } = await exchange(url, deliveryPath(delivery.path), request);
      assert.deepEqual(target.said(response), expectedOf(target, request, findings));
      assert.equal(response.status < 300, findings.length === 0);
      assert.deepEqual(basis.oracle.judgeResponse(delivery, response), []);
      assert.equal(response.headers["x-canary"], findings.length === 0 ? "2XX" : "default");
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
