import {
  type Document,
  jsonOf,
  type Parameter,
  type Reference,
  resolve,
} from "../../scripts/contract/document.js";
import { escapeToken, getAt } from "../../scripts/contract/json-pointer.js";
import type { Operation } from "../../scripts/contract/operations.js";
import { describeParameters } from "../../scripts/contract/parameters.js";
import { examplesOf } from "../contract.js";
import { requirementsOf } from "../oracle/credentials.js";
import type { Request } from "../oracle/http-exchange.js";
import { type Finding, styledParameters } from "../oracle/oracle.js";
import { isOneText, type ParameterTexts, serializeParameter } from "../oracle/parameter-styles.js";
import type { SuiteContext } from "../run/check.js";
import { valueAt, valuesFor } from "./boundary-values.js";
import { areAllAt, bodyCases, type Derived, derive, inDirection } from "./cases.js";
import { type Constraint, constraintsOf, isPresence } from "./constraints.js";

/** A request that stands for one constraint of an operation. */
interface RequestCase {
  constraint: Constraint;
  request: Request;
  /** The value at the constraint's place; undefined where the parameter is left out. */
  shown: unknown;
  findings: Finding[];
}

/** Set by HTTP itself: no sender can get them wrong, and `fetch` lets nobody try. */
export const transportHeaders = ["connection", "content-length", "host"];
/** Those that OpenAPI does not let a parameter describe (3.1, 4.8.12.1), and one that is always sent. */
const otherHeaders = ["accept", "content-type", "authorization", "user-agent"];

const isTransport = ({ in: place, name }: Pick<Parameter, "in" | "name">) =>
  place === "header" && transportHeaders.includes(name.toLowerCase());

/** Constraints of the parameters of an operation. */
export function parameterConstraints(contract: Document, operation: Operation): Constraint[] {
  const document = inDirection(contract, "request");
  const described = describeParameters(contract, operation);
  return operation.parameters.flatMap((parameter): Constraint[] => {
    const { name, in: place, required, schema, content } = parameter;
    if (isTransport(parameter)) return [];
    const pointer = parameterPointer(contract, operation, name, place);
    const isText = described.some((one) => one.name === name && one.in === place && isOneText(one));
    const media = jsonOf(content);
    const inContent = media ? `/content/${escapeToken(media.type)}` : "";
    const inSchema = constraintsOf(document, schema, `${pointer}${inContent}/schema`, [place, name])
      // Every value is sent as a text.
      .filter(
        ({ keyword, schema: { type } }) => keyword !== "type" || !`${type}`.includes("string"),
      )
      .map((one) => (isText ? one : { ...one, untested: one.untested ?? severalTexts }));
    // A path without its parameter is another path.
    if (!required || place === "path") return inSchema;
    const holder = { place: [place], keyword: "required", detail: name, schema: {} };
    return [...inSchema, { ...holder, pointer: `${pointer}/required` }];
  });
}

const severalTexts = "of an array, an object or JSON in a parameter, the presence is tested";

/** The requests of an operation that stand for the constraints of its parameters and its body. */
export function requestCases(context: SuiteContext, operation: Operation): Derived<RequestCase> {
  const inParameters = parameterCases(context, operation);
  const inBody = bodyCases(context, operation);
  const valid = validRequest(context.contract, operation);
  const ofBody = inBody.cases
    // JSON null may stand for an optional body that is left out.
    .filter(({ value }) => value !== null || operation.requestBody?.required)
    .map(({ constraint, value }) => {
      const request = { ...valid, body: JSON.stringify(value) };
      const findings = context.oracle.validateRequest(operation, request);
      return { constraint, request, shown: valueAt(value, constraint.place), findings };
    });
  return {
    cases: [...inParameters.cases, ...ofBody],
    untested: [...inParameters.untested, ...inBody.untested],
  };
}

function parameterCases(
  { contract, oracle }: SuiteContext,
  operation: Operation,
): Derived<RequestCase> {
  return derive(parameterConstraints(contract, operation), (constraint) => {
    const [place = "", name = constraint.detail] = constraint.place;
    const parameter = operation.parameters.find((one) => one.name === name && one.in === place);
    if (parameter === undefined) return [];
    const caseOf = (request: Request, shown: unknown) => {
      const findings = oracle.validateRequest(operation, request);
      return { constraint, request, shown, findings };
    };
    const without = withoutParameter(contract, operation, parameter);
    if (isPresence(constraint)) return [caseOf(without, undefined)];
    // A text such as 1.5 breaks more than the type for those who read it as a number.
    const isDisputed = (text: string) =>
      constraint.keyword === "type" &&
      !Number.isNaN(Number(text)) &&
      oracle.validateValue(constraint.schema, Number(text)).length > 1;
    const { violating, satisfying } = parameterValues(constraint, parameter.example);
    return [...violating, ...satisfying]
      .filter((text) => !isDisputed(text))
      .map((shown) => ({ shown, texts: textsOf(contract, operation, parameter, shown) }))
      .filter(({ texts }) => canTravel(texts))
      .map(({ shown, texts }) => caseOf(merge(without, texts), shown))
      .filter(({ findings }) => areAllAt(findings, constraint.place));
  });
}

/** Strings on both sides of a parameter's constraint. */
export function parameterValues(constraint: Constraint, example: unknown) {
  const { violating, satisfying } = valuesFor(constraint, example);
  const primitive = (value: unknown) => value !== null && typeof value !== "object";
  return { violating: violating.filter(primitive).map(String), satisfying: satisfying.map(String) };
}

/**
 * Whether texts arrive as they are sent: HTTP trims a header's value and allows no control
 * characters, an empty header may be a missing one, and a path is normalised.
 */
function canTravel({ path = {}, headers = {} }: Partial<ParameterTexts>): boolean {
  const { cookie, ...others } = headers;
  return (
    Object.values(path).every((text) => !/^\.{0,2}$/.test(text)) &&
    Object.values(others).every((text) => text === text.trim() && /^[\x20-\x7e]+$/.test(text)) &&
    (cookie === undefined || /^[^=]+=[\w.~-]+$/.test(cookie))
  );
}

/** Where the contract defines a parameter: as a component, for a path, or for one operation. */
export function parameterPointer(
  document: Document,
  { pointer }: Operation,
  name: string,
  place: string,
): string {
  for (const holder of [pointer, pointer.slice(0, pointer.lastIndexOf("/"))]) {
    const list = (getAt(document, `${holder}/parameters`) ?? []) as (Parameter | Reference)[];
    const index = list.findIndex((one) => {
      const parameter = resolve<Parameter>(document, one);
      return parameter.name === name && parameter.in === place;
    });
    const entry = list[index];
    if (entry !== undefined) return "$ref" in entry ? entry.$ref : `${holder}/parameters/${index}`;
  }
  throw new Error(`${pointer} has no parameter '${name}'`);
}

/** Parameters that a request may leave out; headers that every sender sets by itself are not among them. */
export const optionalParameters = ({ parameters }: Operation): Parameter[] =>
  parameters.filter((parameter) => {
    const isFixed =
      parameter.in === "header" && otherHeaders.includes(parameter.name.toLowerCase());
    return !parameter.required && parameter.in !== "path" && !isTransport(parameter) && !isFixed;
  });

/** A request that keeps the whole contract, made of the contract's examples. */
export const validRequest = (contract: Document, operation: Operation): Request =>
  requestWith(contract, operation, operation.parameters);

/** A valid request, except that it lacks a parameter. */
export const withoutParameter = (contract: Document, operation: Operation, left: Parameter) =>
  requestWith(
    contract,
    operation,
    operation.parameters.filter((one) => one !== left),
  );

/** A valid request with another value of what identifies its sender, or without it. */
export const requestWithCredential = (
  contract: Document,
  operation: Operation,
  value: string | undefined,
) => {
  const [[first, ...others] = []] = requirementsOf(contract, operation);
  const changed = first && value !== undefined ? [{ ...first, value }] : [];
  return requestWith(contract, operation, operation.parameters, [...changed, ...others]);
};

function requestWith(
  contract: Document,
  operation: Operation,
  parameters: Parameter[],
  credentials = requirementsOf(contract, operation)[0] ?? [],
): Request {
  const media = jsonOf(operation.requestBody?.content);
  const [example] = media ? examplesOf(contract, media) : [];
  const request: Request = {
    method: operation.method,
    path: {},
    query: {},
    headers: media ? { "content-type": media.type } : {},
    ...(example && { body: JSON.stringify(example[1]) }),
  };
  return [
    ...credentials.map(({ parameter, value }) => serializeParameter(parameter, value)),
    ...parameters
      .filter((parameter) => !isTransport(parameter) && parameter.example !== undefined)
      .map((one) => textsOf(contract, operation, one, one.example)),
  ].reduce<Request>(merge, request);
}

/** How a request carries a value of a parameter. */
function textsOf(
  contract: Document,
  operation: Operation,
  { name, in: place }: Parameter,
  value: unknown,
): Partial<ParameterTexts> {
  const styled = styledParameters(contract, operation);
  const parameter = styled.find((one) => one.name === name && one.in === place);
  return parameter === undefined ? {} : serializeParameter(parameter, value);
}

function merge(request: Request, { path, query, headers }: Partial<ParameterTexts>): Request {
  const cookies = [request.headers.cookie, headers?.cookie].filter((one) => one !== undefined);
  const cookie = cookies.length > 0 && { cookie: cookies.join("; ") };
  return {
    ...request,
    path: { ...request.path, ...path },
    query: { ...request.query, ...query },
    headers: { ...request.headers, ...headers, ...cookie },
  };
}
