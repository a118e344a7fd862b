import type { Ajv2020, ErrorObject } from "ajv/dist/2020.js";
import { type Direction, schemasFor } from "../../scripts/contract/directions.js";
import {
  type Document,
  escapeToken,
  essenceOf,
  type Header,
  jsonOf,
  type MediaType,
  type ResponseObject,
  resolve,
  type Schema,
} from "../../scripts/contract/document.js";
import { type Operation, statusOf, successKeys } from "../../scripts/contract/operations.js";
import { describeParameters } from "../../scripts/contract/parameters.js";
import { asAjvReads, schemaCompiler } from "../../scripts/contract/schema-compiler.js";
import { requirementsOf } from "./credentials.js";
import { headerOf, type Request, type Response } from "./http-exchange.js";
import { isOneText, readParameter, type StyledParameter } from "./parameter-styles.js";

/** One way in which a message breaks the contract. */
export interface Finding {
  /** Where: `body/headers/0/key`, `query/limit`, `path/app-id`, `header/…`, `status`, …. */
  place: string;
  /** The broken rule: a JSON Schema keyword, or what this oracle calls its own rules. */
  keyword: string;
  /** The property that is missing, for `required`. */
  missing?: string;
}

/** Validates requests and responses by the contract. It shares no code with what the suite tests. */
export interface Oracle {
  validateRequest(operation: Operation, request: Request): Finding[];
  validateResponse(operation: Operation, response: Response): Finding[];
  /** What a value breaks of a schema. @param direction - by default a request's */
  validateValue(schema: Schema, value: unknown, direction?: Direction): Finding[];
}

/** The rules that findings are about, such as `body/headers/0 required key`, in one order. */
export const rulesOf = (findings: readonly Finding[]): string[] => {
  const rules = findings.map(({ place, keyword, missing = "" }) =>
    `${place} ${keyword} ${missing}`.trim(),
  );
  return [...new Set(rules)].sort();
};

/** A finding without the positions in arrays: each item of a list may have the same. */
export const atAnyItem = ({ place, ...finding }: Finding): Finding => {
  return { ...finding, place: place.replace(/\/\d+(?=\/|$)/g, "/*") };
};

/**
 * The rules in one spelling, so that they can be compared with those that a target reports. Prism
 * writes the names of parameters and headers in lower case.
 */
export const comparable = (findings: readonly Finding[]): string[] =>
  rulesOf(
    findings.map((finding) => {
      const { place, missing } = finding;
      if (place.startsWith("body")) return finding;
      const spelled = { ...finding, place: place.toLowerCase() };
      return missing === undefined ? spelled : { ...spelled, missing: missing.toLowerCase() };
    }),
  );

/** The oracle of a document, made once, because compiling schemas takes long. */
export const createOracle = cached(newOracle);

function newOracle(document: Document): Oracle {
  const validate = {
    request: createValidation(document, "request"),
    response: createValidation(document, "response"),
  };
  const parametersOf = cached((operation: Operation) => styledParameters(document, operation));

  function authorizationFindings(operation: Operation, request: Request): Finding[] {
    const requirements = requirementsOf(document, operation);
    const isEnough = requirements.some((credentials) =>
      credentials.every(({ isGiven }) => isGiven(request)),
    );
    if (requirements.length === 0 || isEnough) return [];
    return [{ place: "authorization", keyword: "security" }];
  }

  function parameterFindings(operation: Operation, request: Request): Finding[] {
    return parametersOf(operation).flatMap(({ schema, ...parameter }) => {
      const { in: place, name, required } = parameter;
      const value = readParameter(parameter, request);
      if (value === undefined) return required ? [missingIn(place, name)] : [];
      if (!isOneText(parameter)) return [];
      return validate.request(schema, value, `${place}/${escapeToken(name)}`, true);
    });
  }

  function bodyFindings(content: Operation["requestBody"], request: Request): Finding[] {
    if (content === undefined) return [];
    if (request.body === undefined || request.body === "") {
      return content.required ? [{ place: "body", keyword: "required" }] : [];
    }
    const type = headerOf(request.headers, "content-type");
    return contentFindings(content.content, type, request.body, "request");
  }

  function contentFindings(
    content: Record<string, MediaType>,
    type: string | undefined,
    text: string,
    direction: Direction,
  ): Finding[] {
    const media = mediaFor(content, type);
    if (media === undefined) return [{ place: "content-type", keyword: "mediaType" }];
    if (jsonOf({ [type ?? ""]: media }) === undefined) return [];
    const parsed = parse(text);
    if (parsed === undefined) return [{ place: "body", keyword: "json" }];
    return validate[direction](media.schema ?? {}, parsed.value, "body");
  }

  function headerFindings(response: ResponseObject, headers: Response["headers"]): Finding[] {
    return Object.entries(response.headers ?? {}).flatMap(([name, reference]) => {
      const header = resolve<Header>(document, reference);
      const value = headerOf(headers, name);
      if (value === undefined)
        return header.required ? [missingIn("header", name.toLowerCase())] : [];
      const place = `header/${escapeToken(name.toLowerCase())}`;
      return validate.response(header.schema ?? {}, value, place, true);
    });
  }

  return {
    validateValue: (schema, value, direction = "request") =>
      validate[direction](schema, value, "body"),
    validateRequest: (operation, request) => [
      ...authorizationFindings(operation, request),
      ...parameterFindings(operation, request),
      ...bodyFindings(operation.requestBody, request),
    ],
    validateResponse(operation, { status, headers, body }) {
      const response = operation.responses[responseKey(operation, status) ?? ""];
      if (response === undefined) return [{ place: "status", keyword: "documented" }];
      const found = headerFindings(response, headers);
      if (operation.method === "head" || Object.keys(response.content ?? {}).length === 0) {
        return body === "" ? found : [...found, { place: "body", keyword: "absent" }];
      }
      const type = headerOf(headers, "content-type");
      return [...found, ...contentFindings(response.content ?? {}, type, body, "response")];
    },
  };
}

/** The key of the response that describes a status: itself, its range or `default`. */
export const responseKey = ({ responses }: Operation, status: number): string | undefined =>
  [`${status}`, `${Math.floor(status / 100)}XX`, "default"].find((key) =>
    Object.hasOwn(responses, key),
  );

/** A status that a key of the responses describes: of a range or `default`, one that no other key does. */
export function statusFor(operation: Operation, key: string): number {
  const isFree = (status: number) => responseKey(operation, status) === key;
  const first = statusOf(key);
  const likely = key === "default" && successKeys(operation)[0] !== key ? 500 : first;
  const candidates = [likely, ...Array.from({ length: 500 }, (_, i) => i + 200)];
  return candidates.find(isFree) ?? first;
}

/** The media type, or the range of them, that describes a body. */
export function mediaFor(
  content: Record<string, MediaType>,
  contentType: string | undefined,
): MediaType | undefined {
  const type = essenceOf(contentType);
  const ranges = [type, type.replace(/\/.*/, "/*"), "*/*"];
  const keys = ranges.flatMap((range) =>
    Object.keys(content).filter((key) => essenceOf(key) === range),
  );
  return content[keys[0] ?? ""];
}

/** The parameters of an operation, and how they are serialised. */
export function styledParameters(document: Document, operation: Operation) {
  const described = describeParameters(document, operation);
  return described.map((parameter): StyledParameter & { schema: Schema } => {
    const isSame = (one: { name: string; in: string }) =>
      one.name === parameter.name && one.in === parameter.in;
    const { schema = {} } = operation.parameters.find(isSame) ?? {};
    const { properties = {} } = resolve<Schema>(document, schema);
    return { ...parameter, schema, properties: Object.keys(properties) };
  });
}

/** Validates values by the schemas of a document, as they hold for one direction. */
function createValidation(document: Document, direction: Direction) {
  const whole = schemasFor(document, direction);
  // A property that every object inherits, such as `toString`, is not there unless it is sent.
  const options = { allErrors: true, ownProperties: true };
  const exact = schemaCompiler(whole, options);
  const coercing = schemaCompiler(whole, { ...options, coerceTypes: true });
  const ownSchema = cached((schema: Schema) => rebased(schemasFor(schema, direction)));
  // Ajv converts types in what contains a value, so the value stands in an object.
  const ownHolder = cached((schema: Schema) => ({ properties: { value: ownSchema(schema) } }));

  return (schema: Schema | boolean, value: unknown, place: string, isText = false): Finding[] => {
    const known = typeof schema === "object" ? schema : schema ? anything : nothing;
    if (!isText) return findingsOf(exact, ownSchema(known), value, place);
    return findingsOf(coercing, ownHolder(known), { value: structuredClone(value) }, place);
  };
}

const anything: Schema = {};
const nothing: Schema = { not: {} };

function findingsOf(ajv: Ajv2020, schema: object, value: unknown, place: string): Finding[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).flatMap((error) => toFinding(place, error));
}

/** A schema on its own, whose references lead into the document. */
const rebased = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(asAjvReads(schema)).replaceAll('"$ref":"#', '"$ref":"contract#'));

/** A function that remembers its results, so that each schema is compiled once. */
function cached<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function toFinding(place: string, error: ErrorObject): Finding[] {
  const { instancePath, keyword, params, schemaPath } = error;
  // What a `not` forbids is not itself a fault: the `not` around it reports it.
  if (/\/not\//.test(schemaPath)) return [];
  const missing = keyword === "required" && { missing: String(params.missingProperty) };
  const below = place.startsWith("body") ? instancePath : instancePath.replace("/value", "");
  return [{ place: `${place}${below}`, keyword, ...missing }];
}

const missingIn = (place: string, missing: string): Finding => {
  return { place, keyword: "required", missing };
};

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
