import {
  type Document,
  type MediaType,
  type Parameter,
  type Reference,
  resolve,
  type Schema,
} from "../../scripts/contract/document.js";
import { getAt } from "../../scripts/contract/json-pointer.js";
import type { Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import type { Request } from "../oracle/http-exchange.js";
import type { Finding, Oracle } from "../oracle/oracle.js";
import type { SuiteContext } from "../run/check.js";
import { valueAt, valuesFor, withValue } from "./boundary-values.js";
import { type Constraint, constraintsOf, nameOf } from "./constraints.js";

/** A value that stands for one constraint of a schema: just breaking it, or just keeping it. */
export interface Case {
  constraint: Constraint;
  value: unknown;
  /** What the oracle finds wrong; nothing for a value that keeps the constraint. */
  findings: Finding[];
}

/**
 * Breaks each constraint of a schema exactly once, and keeps each at its very edge.
 *
 * @param examples - valid values; between them they must reach every place of the schema
 */
export function casesOf(
  oracle: Oracle,
  document: Document,
  { schema, pointer }: { schema: Schema; pointer: string },
  examples: unknown[],
): Case[] {
  return constraintsOf(document, schema, pointer).flatMap((constraint) => {
    const { place } = constraint;
    const example = examples.find((value) => valueAt(value, place) !== undefined);
    if (example === undefined)
      throw new Error(`no example reaches ${nameOf(constraint)} of ${pointer}`);
    const { breaking, keeping } = valuesFor(constraint, valueAt(example, place));
    const found = [...breaking, ...keeping].map((replacement) => {
      const value = withValue(example, place, replacement);
      return { constraint, value, findings: oracle.validateValue(schema, value) };
    });
    const kept = found.filter(({ findings }) => findings.length === 0);
    return [...kept, ...narrowest(found.filter((one) => breaks(one)))];
  });
}

/** The cases of an operation's request body, made of the contract's examples. */
export function bodyCases({ contract, oracle }: SuiteContext, operation: Operation): Case[] {
  const media = jsonOf(operation.requestBody?.content);
  if (media === undefined) return [];
  const pointer = `${operation.pointer}/requestBody/content/application~1json/schema`;
  const examples = examplesOf(contract, media).map(([, value]) => value);
  return casesOf(oracle, contract, { schema: media.schema, pointer }, examples);
}

/** Whether a value breaks the constraint it was made for, and nothing anywhere else. */
function breaks({ constraint: { place, keyword, detail }, findings }: Case): boolean {
  const here = ["body", ...place].join("/").replaceAll("*", "0");
  return (
    findings.every((finding) => finding.place === here) &&
    findings.some(
      (finding) => finding.keyword === keyword && (finding.missing ?? detail) === detail,
    )
  );
}

/** Those that break least: an empty string breaks a length, but often a pattern too. */
function narrowest(cases: Case[]): Case[] {
  const least = Math.min(...cases.map(({ findings }) => findings.length));
  return cases.filter(({ findings }) => findings.length === least);
}

/** Set by HTTP itself: no sender can get them wrong, and `fetch` lets nobody try. */
export const transportHeaders = ["connection", "content-length", "host"];

/** Constraints of the parameters of an operation; the wire makes strings of them all. */
export function parameterConstraints(document: Document, operation: Operation): Constraint[] {
  return operation.parameters.flatMap((parameter): Constraint[] => {
    if (transportHeaders.includes(parameter.name)) return [];
    const { name, in: place, required, schema } = parameter;
    const pointer = parameterPointer(document, operation, name);
    const inSchema = constraintsOf(document, schema, `${pointer}/schema`, [place, name]).filter(
      ({ keyword, schema: { type } }) => keyword !== "type" || type !== "string",
    );
    // A path without its parameter is another path.
    if (!required || place === "path") return inSchema;
    const holder = { place: [place], keyword: "required", detail: name, schema: {} };
    return [...inSchema, { ...holder, pointer: `${pointer}/required` }];
  });
}

/** Where the contract defines a parameter: as a component, for a path, or for one operation. */
export function parameterPointer(document: Document, { pointer }: Operation, name: string): string {
  for (const holder of [pointer, pointer.slice(0, pointer.lastIndexOf("/"))]) {
    const list = (getAt(document, `${holder}/parameters`) ?? []) as (Parameter | Reference)[];
    const index = list.findIndex((one) => resolve<Parameter>(document, one).name === name);
    const entry = list[index];
    if (entry !== undefined) return "$ref" in entry ? entry.$ref : `${holder}/parameters/${index}`;
  }
  throw new Error(`${pointer} has no parameter '${name}'`);
}

/** Names of what a query may leave out; headers that are optional every sender sets by itself. */
export const optionalParameters = ({ parameters }: Operation) =>
  parameters
    .filter(({ in: place, required }) => place === "query" && !required)
    .map(({ name }) => name);

/** Strings on both sides of a parameter's constraint. */
export function parameterValues(constraint: Constraint, example: unknown) {
  const { breaking, keeping } = valuesFor(constraint, example);
  const primitive = (value: unknown) => value !== null && typeof value !== "object";
  return { breaking: breaking.filter(primitive).map(String), keeping: keeping.map(String) };
}

/** A request that keeps the whole contract, made of the contract's examples. */
export function validRequest(document: Document, operation: Operation): Request {
  const values = (place: Parameter["in"]) =>
    Object.fromEntries(
      operation.parameters
        .filter(({ in: where, name }) => where === place && !transportHeaders.includes(name))
        .map(({ name, example }) => [name, String(example)]),
    );
  const media = jsonOf(operation.requestBody?.content);
  const [example] = media ? examplesOf(document, media) : [];
  return {
    method: operation.method,
    path: values("path"),
    query: values("query"),
    headers: {
      ...values("header"),
      ...(operation.scopes.length > 0 && { authorization: "MxToken canary-token" }),
      ...(media && { "content-type": "application/json" }),
    },
    ...(example && { body: JSON.stringify(example[1]) }),
  };
}

export const jsonOf = (content: Record<string, MediaType> | undefined) =>
  content?.["application/json"];
