import fc, { type Arbitrary } from "fast-check";
import type { Parameter } from "../../../scripts/contract/document.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { valueAt, withValue } from "../../derive/boundary-values.js";
import { jsonOf, parameterConstraints, parameterValues } from "../../derive/cases.js";
import { type Constraint, constraintsOf, nameOf } from "../../derive/constraints.js";
import type { SuiteContext } from "../../run/check.js";
import { canTravel, type Generated, validRequests } from "./requests.js";
import {
  breakOnce,
  breaks,
  type Chance,
  chances,
  textsAround,
  valuesAround,
} from "./violations.js";

type Change = (valid: Generated, chance: Chance) => Generated | undefined;

/** Requests that break exactly one rule of the contract. */
export function invalidRequests(basis: SuiteContext, operation: Operation): Arbitrary<Generated> {
  const groups = [
    { weight: 6, changes: bodyConstraints(basis, operation).map((one) => brokenBody(basis, one)) },
    {
      weight: 3,
      changes: parameterConstraints(basis.contract, operation).map((one) =>
        brokenParameter(basis, one),
      ),
    },
    { weight: 2, changes: protocolChanges(operation) },
  ].filter(({ changes }) => changes.length > 0);
  return changed(basis, operation, groups);
}

/** Requests with one value changed a little: some keep the contract, some break it. */
export function nearRequests(basis: SuiteContext, operation: Operation): Arbitrary<Generated> {
  const inBody = bodyConstraints(basis, operation).map(
    (constraint): Change =>
      (valid, chance) => {
        const current = valueAt(valid.body, constraint.place);
        if (current === undefined) return undefined;
        const around = valuesAround(constraint, current, chance);
        const value = around[chance.pick % around.length];
        return withBody(valid, withValue(valid.body, constraint.place, value));
      },
  );
  const inParameters = operation.parameters.map(
    ({ name, in: place }): Change =>
      (valid, chance) => {
        const current = parametersOf(valid, place)[name];
        if (current === undefined) return undefined;
        const around = textsAround(current, chance);
        return withParameter(valid, place, name, around[chance.pick % around.length]);
      },
  );
  const groups = [inBody, inParameters].filter((changes) => changes.length > 0);
  return changed(
    basis,
    operation,
    groups.map((changes) => ({ weight: 1, changes })),
  );
}

function changed(
  basis: SuiteContext,
  operation: Operation,
  groups: { weight: number; changes: Change[] }[],
): Arbitrary<Generated> {
  const chosen = groups.map(({ weight, changes }) => ({
    weight,
    arbitrary: fc.constantFrom(...changes),
  }));
  return fc
    .tuple(validRequests(basis, operation), fc.oneof(...chosen), chances)
    .map(([valid, change, chance]) => change(valid, chance))
    .filter((one) => one !== undefined);
}

function bodyConstraints({ contract }: SuiteContext, operation: Operation): Constraint[] {
  const media = jsonOf(operation.requestBody?.content);
  return media === undefined ? [] : constraintsOf(contract, media.schema, operation.pointer);
}

const withBody = (valid: Generated, body: unknown): Generated => ({
  ...valid,
  body,
  request: { ...valid.request, body: JSON.stringify(body) },
});

function brokenBody({ oracle }: SuiteContext, constraint: Constraint): Change {
  return (valid, chance) => {
    const media = jsonOf(valid.operation.requestBody?.content);
    if (media === undefined) return undefined;
    const { schema } = media;
    const body = breakOnce(oracle, { schema, value: valid.body }, constraint, chance);
    if (body === undefined) return undefined;
    return { ...withBody(valid, body), broken: nameOf(constraint) };
  };
}

function brokenParameter({ oracle }: SuiteContext, constraint: Constraint): Change {
  const [where, named] = constraint.place;
  const place = where as Parameter["in"];
  const name = named ?? constraint.detail;
  return (valid, chance) => {
    const { example } = valid.operation.parameters.find((one) => one.name === name) ?? {};
    const current = parametersOf(valid, place)[name] ?? String(example);
    const isMissing = constraint.keyword === "required";
    const around = isMissing
      ? [undefined]
      : [...parameterValues(constraint, example).breaking, ...textsAround(current, chance)];
    const value = around[chance.pick % around.length];
    const changed = withParameter(valid, place, name, value);
    if (changed === undefined) return undefined;
    const findings = oracle.validateRequest(valid.operation, changed.request);
    return findings.length === 1 && breaks(constraint, findings, "")
      ? { ...changed, broken: nameOf(constraint) }
      : undefined;
  };
}

const parametersOf = ({ request }: Generated, place: Parameter["in"]): Record<string, string> =>
  place === "path" ? request.path : place === "query" ? request.query : request.headers;

/** @param value - undefined to leave the parameter out */
function withParameter(
  valid: Generated,
  place: Parameter["in"],
  name: string,
  value: string | undefined,
): Generated | undefined {
  if (value !== undefined && !canTravel(place, value)) return undefined;
  const { [name]: _, ...others } = parametersOf(valid, place);
  const values = value === undefined ? others : { ...others, [name]: value };
  const key = place === "header" ? "headers" : place;
  return { ...valid, request: { ...valid.request, [key]: values } };
}

/** What HTTP and the security scheme demand beside the schemas. */
function protocolChanges({ scopes, requestBody }: Operation): Change[] {
  const header =
    (broken: string, name: string, value: (chance: Chance) => string): Change =>
    (valid, chance) => {
      const changed = withParameter(valid, "header", name, value(chance));
      return changed && { ...changed, broken };
    };
  const otherSchemes = ["Bearer token", "MxToken", "Basic dG9rZW4=", "token"];
  const otherTypes = ["text/plain", "application/xml", "application/jsonx", "text/json"];
  const oneOf = (values: string[]) => (chance: Chance) => values[chance.pick % values.length] ?? "";
  const withText =
    (broken: string, text: (body: string, chance: Chance) => string | undefined): Change =>
    (valid, chance) => {
      const body = text(valid.request.body ?? "", chance);
      return { ...valid, broken, request: { ...valid.request, body } };
    };
  return [
    ...(scopes.length === 0
      ? []
      : [
          header("an empty Authorization", "authorization", () => ""),
          header("another scheme", "authorization", oneOf(otherSchemes)),
        ]),
    ...(requestBody === undefined
      ? []
      : [
          header("another media type", "content-type", oneOf(otherTypes)),
          withText("no body", () => undefined),
          withText("malformed JSON", (body, { position }) => body.slice(0, 1 + (position % 9))),
        ]),
  ];
}
