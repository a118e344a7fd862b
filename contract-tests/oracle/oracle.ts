import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Document, Parameter, Schema } from "../../scripts/contract/document.js";
import { type Header, resolve } from "../../scripts/contract/document.js";
import type { Operation } from "../../scripts/contract/operations.js";
import type { Request, Response } from "./http-exchange.js";

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
  /** What a value breaks of a schema. */
  validateValue(schema: Schema, value: unknown, place?: string): Finding[];
}

/**
 * Findings in one order and spelling, so that they can be compared with those of a target. Prism
 * writes the names of parameters and headers in lower case.
 */
export function comparable(findings: readonly Finding[]): string[] {
  const lines = findings.map(({ place, keyword, missing = "" }) => {
    const spelled = (name: string) => (place.startsWith("body") ? name : name.toLowerCase());
    return `${spelled(place)} ${keyword} ${spelled(missing)}`.trim();
  });
  return [...new Set(lines)].sort();
}

export function createOracle(document: Document): Oracle {
  const strict = createAjv(document, false);
  const coercing = createAjv(document, true);

  const objects = new Map<string, Schema>();
  /** One schema object for each place of each operation, so that each is compiled once. */
  function objectAt(key: string, members: Parameters<typeof objectOf>[0]): Schema {
    const schema = objects.get(key) ?? objectOf(members);
    objects.set(key, schema);
    return schema;
  }

  function findingsOf(ajv: Ajv2020, schema: Schema, value: unknown, place: string): Finding[] {
    const validate = ajv.compile(rebase(schema));
    return validate(value)
      ? []
      : (validate.errors ?? []).flatMap((error) => toFinding(place, error));
  }

  const validateValue = (schema: Schema, value: unknown, place = "body") =>
    findingsOf(strict, schema, value, place);

  function parameterFindings(
    operation: Operation,
    place: Parameter["in"],
    values: object,
  ): Finding[] {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    const schema = objectAt(`${operation.pointer} ${place}`, parameters);
    return findingsOf(coercing, schema, { ...values }, place);
  }

  function bodyFindings(content: Operation["requestBody"], request: Request): Finding[] {
    if (content === undefined) return [];
    if (request.body === undefined || request.body === "") {
      return content.required ? [{ place: "body", keyword: "required" }] : [];
    }
    const media = content.content[mediaTypeOf(request.headers["content-type"])];
    if (media === undefined) return [{ place: "content-type", keyword: "mediaType" }];
    const parsed = parse(request.body);
    return parsed === undefined
      ? [{ place: "body", keyword: "json" }]
      : validateValue(media.schema, parsed.value);
  }

  return {
    validateValue,
    validateRequest: (operation, request) => [
      ...authorizationFindings(operation, request),
      ...parameterFindings(operation, "path", request.path),
      ...parameterFindings(operation, "query", request.query),
      ...parameterFindings(operation, "header", request.headers),
      ...bodyFindings(operation.requestBody, request),
    ],
    validateResponse(operation, { status, headers, body }) {
      const response = responseFor(operation, status);
      if (response === undefined) return [{ place: "status", keyword: "documented" }];
      const described = Object.entries(response.headers ?? {}).map(([name, header]) => ({
        ...resolve<Header>(document, header),
        name: name.toLowerCase(),
      }));
      const schema = objectAt(`${operation.pointer} ${status}`, described);
      const found = findingsOf(coercing, schema, { ...headers }, "header");
      if (response.content === undefined) {
        return body === "" ? found : [...found, { place: "body", keyword: "absent" }];
      }
      const media = response.content[headers["content-type"] ?? ""];
      if (media === undefined) return [...found, { place: "content-type", keyword: "mediaType" }];
      const parsed = parse(body);
      if (parsed === undefined) return [...found, { place: "body", keyword: "json" }];
      return [...found, ...validateValue(media.schema, parsed.value)];
    },
  };
}

/** The response that the contract documents for a status: exactly, by its range, or by default. */
const responseFor = ({ responses }: Operation, status: number) =>
  responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;

function authorizationFindings({ scopes }: Operation, { headers }: Request): Finding[] {
  if (scopes.length === 0 || /^MxToken \S+$/.test(headers.authorization ?? "")) return [];
  return [{ place: "authorization", keyword: "security" }];
}

function createAjv(document: Document, coerceTypes: boolean): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, coerceTypes });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "contract", $defs: rebase(document.components.schemas) });
  return ajv;
}

const rebase = <T>(schema: T): T => {
  const known = rebased.get(schema as object);
  if (known !== undefined) return known as T;
  const text = JSON.stringify(schema).replaceAll('"#/components/schemas/', '"contract#/$defs/');
  const copy = JSON.parse(text);
  rebased.set(schema as object, copy);
  return copy;
};
const rebased = new WeakMap<object, unknown>();

/** An object schema of parameters or headers. */
function objectOf(members: { name: string; required?: boolean; schema: Schema }[]): Schema {
  return {
    type: "object",
    properties: Object.fromEntries(members.map(({ name, schema }) => [name, schema])),
    required: members.filter(({ required }) => required).map(({ name }) => name),
  };
}

function toFinding(place: string, error: ErrorObject): Finding[] {
  const { instancePath, keyword, params, schemaPath } = error;
  // What a `not` forbids is not itself a fault: the `not` around it reports it.
  if (/\/not\//.test(schemaPath)) return [];
  const missing = keyword === "required" && { missing: String(params.missingProperty) };
  return [{ place: `${place}${instancePath}`, keyword, ...missing }];
}

const mediaTypeOf = (contentType = "") => contentType.split(";")[0]?.trim().toLowerCase() ?? "";

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
