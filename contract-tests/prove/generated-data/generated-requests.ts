import fc, { type Arbitrary } from "fast-check";
import {
  jsonOf,
  type Parameter,
  resolve,
  type Schema,
} from "../../../scripts/contract/document.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { valueAt, valuesFor, withValue } from "../../derive/boundary-values.js";
import { constraintsOf } from "../../derive/constraints.js";
import { parameterConstraints, transportHeaders } from "../../derive/requests.js";
import type { Request } from "../../oracle/http-exchange.js";
import type { SuiteContext } from "../../run/check.js";

const anyText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme" }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "__proto__", '"\\', "\0", "\u2028", "null") },
);

const formats: Record<string, Arbitrary<string>> = {
  uuid: fc.uuid(),
  uri: fc.webUrl({ withQueryParameters: true, withFragments: true }),
  "date-time": fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(2e14) })
    .map((date) => date.toISOString()),
};

/** Values that match a schema; the tests fail where a keyword is not taken into account here. */
function arbitraryOf(context: SuiteContext, schema: Schema, text = anyText): Arbitrary<unknown> {
  const of = (child: Schema) => arbitraryOf(context, child, text);
  if (schema.$ref !== undefined)
    return of(resolve<Schema>(context.contract, { $ref: schema.$ref }));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...(schema.enum as unknown[]));
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => of(part) as Arbitrary<object>);
    return fc.tuple(...parts).map((values) => Object.assign({}, ...values));
  }
  switch (schema.type) {
    case "string":
      return strings(context, schema, text);
    case "integer": {
      const edge = schema.format === "int32" ? 2 ** 31 : Number.MAX_SAFE_INTEGER;
      const { minimum = -edge, maximum = edge - 1 } = schema as Record<string, number>;
      return fc.integer({ min: minimum, max: maximum });
    }
    case "boolean":
      return fc.boolean();
    case "array": {
      const item = schema.items === undefined ? fc.jsonValue() : of(schema.items);
      const selector = (value: unknown) => JSON.stringify(value);
      return fc.uniqueArray(item, { minLength: Number(schema.minItems ?? 0), selector });
    }
    case "object":
      return objects(schema, of);
  }
  throw new Error(`cannot generate values of the type '${schema.type}'`);
}

function strings({ oracle }: SuiteContext, schema: Schema, text: Arbitrary<string>) {
  const { pattern, format } = schema;
  const fitting =
    pattern === undefined
      ? (formats[format ?? ""] ?? text)
      : fc.stringMatching(new RegExp(String(pattern), "u"));
  return fitting.filter((value) => oracle.validateValue(schema, value).length === 0);
}

function objects(schema: Schema, of: (child: Schema) => Arbitrary<unknown>): Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const values = Object.entries(properties).map(([name, child]) => [name, of(child)] as const);
  const documented = fc.record(Object.fromEntries(values), { requiredKeys: [...required] });
  if (additionalProperties === false) return documented;
  const name = fc.string().filter((one) => !(one in properties) && one !== "toString");
  const others = fc.dictionary(name, fc.jsonValue(), { maxKeys: 1 });
  return fc.tuple(others, documented).map(([more, known]) => ({ ...more, ...known }));
}

/** HTTP trims the values of headers, and they contain no control characters. */
const headerText = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/);
const urlText = anyText.map((text) => text.slice(0, 500));
const texts = { path: urlText, query: urlText, header: headerText, cookie: headerText };

const validBodies = (context: SuiteContext, schema: Schema) =>
  arbitraryOf(context, schema).filter(
    (value) => context.oracle.validateValue(schema, value).length === 0,
  );

/** Requests that satisfy the contract. */
export function validRequests(context: SuiteContext, operation: Operation): Arbitrary<Request> {
  const { method, scopes, requestBody } = operation;
  const media = jsonOf(requestBody?.content);
  const unknown = fc.constantFrom({}, { "x-unknown": "1" });
  const types = ["application/json", "application/json; charset=utf-8", "Application/JSON"];
  return fc
    .record({
      path: parametersIn(context, operation, "path"),
      query: fc.tuple(unknown, parametersIn(context, operation, "query")),
      headers: fc.tuple(unknown, parametersIn(context, operation, "header")),
      type: fc.constantFrom(...types),
      body: media ? validBodies(context, media.schema) : fc.constant(undefined),
    })
    .map(({ path, query, headers, type, body }) => ({
      method,
      path,
      query: Object.assign({}, ...query),
      headers: Object.assign(
        {},
        ...headers,
        scopes.length > 0 && { authorization: "MxToken any" },
        media && { "content-type": type },
      ),
      ...(media && { body: JSON.stringify(body) }),
    }));
}

function parametersIn(
  context: SuiteContext,
  { parameters }: Operation,
  place: Parameter["in"],
): Arbitrary<Record<string, string>> {
  const here = parameters.filter((one) => one.in === place && !transportHeaders.includes(one.name));
  const values = here.map((parameter) => {
    const value = arbitraryOf(context, parameter.schema, texts[place]).map(String);
    return [parameter.name, value.filter((text) => isUndisputed(parameter, text))] as const;
  });
  const requiredKeys = here.filter((one) => one.required).map(({ name }) => name);
  // A copy, because a record has no prototype, and assertions compare prototypes.
  return fc.record(Object.fromEntries(values), { requiredKeys }).map((record) => ({ ...record }));
}

/**
 * Whether a text arrives as it was sent, and everyone reads it in the same way: Prism takes an
 * empty parameter for a missing one and a comma in a path for a list, and Ajv takes `0x10` and
 * `1e1` for integers.
 */
function isUndisputed({ in: place, schema }: Parameter, text: string): boolean {
  if (text === "" || /\p{Surrogate}/u.test(text)) return false;
  if (place === "path" && /^\.\.?$|,/.test(text)) return false;
  if (place === "header" && (text !== text.trim() || /[^ -~]/.test(text))) return false;
  return schema.type !== "integer" || /^-?\d+(\.\d+)?$/.test(text) || Number.isNaN(Number(text));
}

/** Makes one change to a request; undefined if there is nothing to change. */
type Change = (request: Request, choose: (values: unknown[]) => unknown) => Request | undefined;

/** Valid requests with one change. Most violate the contract, some do not. */
export function changedRequests(context: SuiteContext, operation: Operation): Arbitrary<Request> {
  const inBody = bodyChanges(context, operation);
  const inParameters = parameterChanges(context, operation);
  const change = fc.oneof(
    ...[inBody, inParameters, protocolChanges(operation)]
      .filter((changes) => changes.length > 0)
      .map((changes) => fc.constantFrom(...changes)),
  );
  return fc
    .tuple(validRequests(context, operation), change, fc.nat())
    .map(([request, make, index]) => make(request, (values) => values[index % values.length]))
    .filter((request) => request !== undefined);
}

/** Sets a part of the body to a value at the edge of a constraint. */
function bodyChanges({ contract }: SuiteContext, { requestBody, pointer }: Operation): Change[] {
  const media = jsonOf(requestBody?.content);
  if (media === undefined) return [];
  return constraintsOf(contract, media.schema, pointer).map((constraint) => (request, choose) => {
    const body: unknown = JSON.parse(request.body ?? "");
    const current = valueAt(body, constraint.place);
    if (current === undefined) return undefined;
    const values: unknown[] = Object.values(valuesFor(constraint, current)).flat();
    return {
      ...request,
      body: JSON.stringify(withValue(body, constraint.place, choose(values))),
    };
  });
}

/** Sets a parameter to a value at the edge of a constraint, or leaves it out. */
function parameterChanges({ contract }: SuiteContext, operation: Operation): Change[] {
  const keys = { path: "path", query: "query", header: "headers", cookie: "headers" } as const;
  return parameterConstraints(contract, operation).flatMap((constraint): Change[] => {
    const [place, name = constraint.detail] = constraint.place;
    const parameter = operation.parameters.find((one) => one.name === name && one.in === place);
    if (parameter === undefined) return [];
    const key = keys[parameter.in];
    return [
      (request, choose) => {
        const { [name]: _, ...others } = request[key];
        if (constraint.keyword === "required") return { ...request, [key]: others };
        const values: unknown[] = Object.values(valuesFor(constraint, parameter.example)).flat();
        const text = String(choose(values.filter((value) => typeof value !== "object")));
        if (!isUndisputed(parameter, text)) return undefined;
        return { ...request, [key]: { ...others, [name]: text } };
      },
    ];
  });
}

/** Violates what HTTP and the security scheme demand. */
function protocolChanges({ scopes, requestBody }: Operation): Change[] {
  const header =
    (name: string, value: string): Change =>
    (request) => ({ ...request, headers: { ...request.headers, [name]: value } });
  const types = ["text/plain", "application/xml", "application/jsonx"];
  return [
    ...(scopes.length > 0 ? [header("authorization", "")] : []),
    ...(requestBody ? types.map((type) => header("content-type", type)) : []),
    ...(requestBody ? [({ body: _, ...request }: Request) => request] : []),
  ];
}
