import fc, { type Arbitrary } from "fast-check";
import { jsonOf, type Parameter } from "../../../scripts/contract/document.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { valueAt, valuesFor, withValue } from "../../derive/boundary-values.js";
import { constraintsOf } from "../../derive/constraints.js";
import { parameterConstraints, parameterValues, transportHeaders } from "../../derive/requests.js";
import type { Request } from "../../oracle/http-exchange.js";
import type { SuiteContext } from "../../run/check.js";
import { anyText, arbitraryOf } from "./arbitrary-values.js";

type Place = Parameter["in"];

/** HTTP trims the values of headers, and they contain no control characters. */
const headerText = fc.stringMatching(/^[!-~]([ -~\xa0-\xff]{0,30}[!-~])?$/);
const urlText = anyText.map((text) => text.slice(0, 500));
const textFor = { path: urlText, query: urlText, header: headerText, cookie: headerText };

/** Requests that keep the contract. */
export function validRequests(context: SuiteContext, operation: Operation): Arbitrary<Request> {
  const { method, scopes, requestBody } = operation;
  const media = jsonOf(requestBody?.content);
  const types = ["application/json", "application/json; charset=utf-8", "Application/JSON"];
  return fc
    .record({
      path: parameters(context, operation, "path"),
      query: fc.tuple(undocumented(/^x[a-z.[\]-]{0,9}$/), parameters(context, operation, "query")),
      headers: fc.tuple(
        undocumented(/^x-[a-z0-9-]{1,20}$/),
        parameters(context, operation, "header"),
      ),
      token: fc.stringMatching(/^[!-~]{1,60}$/),
      type: fc.constantFrom(...types),
      body: media === undefined ? fc.constant(undefined) : arbitraryOf(context, media.schema),
      indent: fc.constantFrom(0, 2),
    })
    .map(({ path, query, headers, token, type, body, indent }) => ({
      method,
      path,
      query: Object.assign({}, ...query),
      headers: Object.assign(
        {},
        ...headers,
        scopes.length > 0 && { authorization: `MxToken ${token}` },
        media && { "content-type": type },
      ),
      ...(media && { body: JSON.stringify(body, null, indent) }),
    }));
}

function parameters(
  context: SuiteContext,
  { parameters }: Operation,
  place: Place,
): Arbitrary<Record<string, string>> {
  const here = parameters.filter((one) => one.in === place && !transportHeaders.includes(one.name));
  const values = Object.fromEntries(
    here.map((parameter) => {
      const value = arbitraryOf(context, parameter.schema, textFor[place]).map(String);
      return [parameter.name, value.filter((text) => isUndisputed(parameter, text))];
    }),
  );
  const requiredKeys = here.filter((one) => one.required).map(({ name }) => name);
  // A copy, because a record has no prototype, and assertions compare prototypes.
  return fc.record(values, { requiredKeys }).map((record) => ({ ...record }));
}

/** Parameters that the contract does not name; mostly none. */
const undocumented = (name: RegExp) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(fc.stringMatching(name), headerText, { maxKeys: 2 }) },
  );

/** A number in the only notation that everyone reads in the same way. */
export const plainNumber = /^-?\d+(\.\d+)?$/;

/**
 * Whether a text arrives as it was sent, and everyone reads it in the same way: Prism takes an
 * empty parameter for a missing one, and Ajv takes `0x10` and `1e1` for integers.
 */
function isUndisputed({ in: place, schema }: Parameter, text: string): boolean {
  if (text === "" || /\p{Surrogate}/u.test(text)) return false;
  if (place === "path" && /^\.\.?$/.test(text)) return false;
  if (place === "header" && (text !== text.trim() || /[^ -~\xa0-\xff]/.test(text))) return false;
  return schema.type !== "integer" || plainNumber.test(text) || Number.isNaN(Number(text));
}

/** A choice among the changes of a request. */
interface Choice {
  index: number;
  position: number;
  text: string;
}
type Change = (request: Request, choice: Choice) => Request | undefined;

/** Valid requests with one change. Most break the contract, some do not. */
export function changedRequests(context: SuiteContext, operation: Operation): Arbitrary<Request> {
  const groups = [
    { weight: 6, changes: bodyChanges(context, operation) },
    { weight: 3, changes: parameterChanges(context, operation) },
    { weight: 1, changes: protocolChanges(operation) },
  ].filter(({ changes }) => changes.length > 0);
  const changes = fc.oneof(
    ...groups.map(({ weight, changes }) => ({ weight, arbitrary: fc.constantFrom(...changes) })),
  );
  const choice = fc.record({
    index: fc.nat(),
    position: fc.nat(),
    text: fc.oneof(fc.stringMatching(/^[ -~]$/), fc.string({ unit: "binary", maxLength: 20 })),
  });
  return fc
    .tuple(validRequests(context, operation), changes, choice)
    .map(([request, change, chosen]) => change(request, chosen))
    .filter((request) => request !== undefined);
}

/** Sets a part of the body to a value at the edge of a constraint, or edits its text. */
function bodyChanges({ contract }: SuiteContext, { requestBody, pointer }: Operation): Change[] {
  const media = jsonOf(requestBody?.content);
  if (media === undefined) return [];
  return constraintsOf(contract, media.schema, pointer).map((constraint) => (request, choice) => {
    const body: unknown = JSON.parse(request.body ?? "");
    const current = valueAt(body, constraint.place);
    if (current === undefined) return undefined;
    const { breaking, keeping } = valuesFor(constraint, current);
    const values = [...breaking, ...edits(current, choice), ...keeping];
    const changed = withValue(body, constraint.place, values[choice.index % values.length]);
    return { ...request, body: JSON.stringify(changed) };
  });
}

/** Sets a parameter to a value at the edge of a constraint, edits it or leaves it out. */
function parameterChanges({ contract }: SuiteContext, operation: Operation): Change[] {
  return parameterConstraints(contract, operation).flatMap((constraint): Change[] => {
    const [place, name = constraint.detail] = constraint.place;
    const parameter = operation.parameters.find((one) => one.name === name && one.in === place);
    if (parameter === undefined) return [];
    const key = ({ path: "path", query: "query", header: "headers", cookie: "headers" } as const)[
      parameter.in
    ];
    return [
      (request, choice) => {
        const { [name]: current = String(parameter.example), ...others } = request[key];
        if (constraint.keyword === "required") return { ...request, [key]: others };
        const { breaking, keeping } = parameterValues(constraint, parameter.example);
        const texts = [...breaking, ...edits(current, choice), ...keeping];
        const text = texts[choice.index % texts.length] ?? "";
        if (!isUndisputed(parameter, text)) return undefined;
        return { ...request, [key]: { ...others, [name]: text } };
      },
    ];
  });
}

/** Breaks what HTTP and the security scheme demand. */
function protocolChanges({ scopes, requestBody }: Operation): Change[] {
  const header =
    (name: string, value: string): Change =>
    (request) => ({ ...request, headers: { ...request.headers, [name]: value } });
  const types = ["text/plain", "application/xml", "application/jsonx", "text/json"];
  return [
    ...(scopes.length > 0 ? [header("authorization", "")] : []),
    ...(requestBody ? types.map((type) => header("content-type", type)) : []),
    ...(requestBody ? [({ body: _, ...request }: Request) => request] : []),
  ];
}

/** A text with something inserted, removed or replaced. */
function edits(current: unknown, { position, text }: Choice): string[] {
  if (typeof current !== "string") return [];
  const start = position % (current.length + 1);
  const before = current.slice(0, start);
  const after = current.slice(start + 1);
  return [before + text + current.slice(start), before + after, before + text + after];
}
