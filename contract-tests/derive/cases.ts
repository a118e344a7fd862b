import { createDeriveValue } from "../../scripts/contract/derive-value.js";
import { type Direction, schemasFor } from "../../scripts/contract/directions.js";
import {
  type Document,
  jsonOf,
  type MediaType,
  type Schema,
} from "../../scripts/contract/document.js";
import { escapeToken, getAt } from "../../scripts/contract/json-pointer.js";
import type { Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import type { Finding, Oracle } from "../oracle/oracle.js";
import type { SuiteContext } from "../run/check.js";
import type { Column } from "../run/coverage.js";
import { valueAt, valuesFor, withValue } from "./boundary-values.js";
import { type Constraint, constraintsOf, isPresence, type Place } from "./constraints.js";

/** A value that stands for one constraint of a schema: just violating it, or just satisfying it. */
export interface Case {
  constraint: Constraint;
  value: unknown;
  /** What the oracle finds wrong; nothing for a value that keeps the constraint. */
  findings: Finding[];
}

/** One side of a constraint that no case stands for, with the reason. */
export interface Untested {
  constraint: Constraint;
  column: Column;
  reason: string;
}

/** What could be derived, and what could not. */
export interface Derived<T> {
  cases: T[];
  untested: Untested[];
}

/** A schema of a body, and where it stands. */
export interface BodySchema {
  schema: Schema;
  pointer: string;
  direction: Direction;
}

/**
 * Breaks each constraint of a schema exactly once, and keeps each at its very edge.
 *
 * @param examples - valid values; where none of them has a place, one is made up
 */
export function casesOf(
  oracle: Oracle,
  contract: Document,
  body: BodySchema,
  examples: unknown[],
): Derived<Case> {
  const { schema, pointer, direction } = body;
  const document = inDirection(contract, direction);
  const inPlace = (getAt(document, pointer) as Schema | undefined) ?? schema;
  return derive(constraintsOf(document, inPlace, pointer), (constraint) => {
    const { place } = constraint;
    const hasPlace = (value: unknown) => valueAt(value, place) !== undefined;
    const example = examples.find(hasPlace) ?? [derivedValue(contract, body)].find(hasPlace);
    if (example === undefined) return "no example of the contract has the place";
    const { violating, satisfying } = valuesFor(constraint, valueAt(example, place));
    const found = [...violating, ...satisfying].map((replacement): Case => {
      const value = withValue(example, place, replacement);
      const findings = oracle.validateValue(schema, value, direction);
      return { constraint, value, findings };
    });
    const kept = found.filter(({ findings }) => findings.length === 0);
    return [...kept, ...narrowest(found.filter((one) => breaks(one)))];
  });
}

const derivers = new WeakMap<Document, ReturnType<typeof createDeriveValue>>();

/** A value that is made up from a schema, with the optional properties that no example may show. */
function derivedValue(contract: Document, { pointer, direction }: BodySchema): unknown {
  const deriveValue = derivers.get(contract) ?? createDeriveValue(contract);
  derivers.set(contract, deriveValue);
  return deriveValue(pointer, direction, {});
}

/**
 * Collects cases constraint by constraint, and lists what has none.
 *
 * @param casesFor - gives the cases, or why there are none
 */
export function derive<T extends { findings: Finding[] }>(
  constraints: Constraint[],
  casesFor: (constraint: Constraint) => T[] | string,
): Derived<T> {
  const cases: T[] = [];
  const untested: Untested[] = [];
  for (const constraint of constraints) {
    const without = (column: Column, reason: string) =>
      untested.push({ constraint, column, reason });
    if (constraint.untested !== undefined) {
      without("refused", `${constraint.keyword}: ${constraint.untested}`);
      continue;
    }
    const found = casesFor(constraint);
    const some = typeof found === "string" ? [] : found;
    const why = typeof found === "string" ? found : undefined;
    const has = (isValid: boolean) =>
      some.some(({ findings }) => (findings.length === 0) === isValid);
    cases.push(...some);
    if (!has(true) && !isPresence(constraint)) without("accepted", why ?? "no value just keeps it");
    if (!has(false)) without("refused", why ?? "no value breaks it and nothing beside it");
  }
  return { cases, untested };
}

/** The schema of a body in its media type. @param holder - pointer of the body or response */
export const schemaIn = ({ type, schema }: MediaType & { type: string }, holder: string) => ({
  schema,
  pointer: `${holder}/content/${escapeToken(type)}/schema`,
});

/** The cases of an operation's request body, made of the contract's examples. */
export function bodyCases({ contract, oracle }: SuiteContext, operation: Operation): Derived<Case> {
  const media = jsonOf(operation.requestBody?.content);
  if (media === undefined) return { cases: [], untested: [] };
  const { requestBody } = getAt(contract, operation.pointer) as { requestBody?: { $ref?: string } };
  const holder = requestBody?.$ref ?? `${operation.pointer}/requestBody`;
  const examples = examplesOf(contract, media).map(([, value]) => value);
  return casesOf(oracle, contract, { ...schemaIn(media, holder), direction: "request" }, examples);
}

/** Whether a value breaks the constraint it was made for, and nothing anywhere else. */
function breaks({ constraint, findings }: Case): boolean {
  const { keyword, detail, place } = constraint;
  return (
    areAllAt(findings, ["body", ...place]) &&
    findings.some(
      (finding) => finding.keyword === keyword && (finding.missing ?? detail) === detail,
    )
  );
}

/** Whether findings are about one place and no other. */
export function areAllAt(findings: Finding[], place: Place): boolean {
  const here = place.map((token) => (token === "*" ? "0" : escapeToken(token))).join("/");
  return findings.every((finding) => finding.place === here);
}

/** Those that break least: an empty string breaks a length, but often a pattern too. */
function narrowest(cases: Case[]): Case[] {
  const least = Math.min(...cases.map(({ findings }) => findings.length));
  return cases.filter(({ findings }) => findings.length === least);
}

/** The contract as it holds for one direction. */
export function inDirection(contract: Document, direction: Direction): Document {
  const known = directed[direction].get(contract) ?? schemasFor(contract, direction);
  directed[direction].set(contract, known);
  return known;
}
const directed = {
  request: new WeakMap<Document, Document>(),
  response: new WeakMap<Document, Document>(),
};
