import {
  type Document,
  type Header,
  type MediaType,
  type Parameter,
  type Reference,
  resolve,
  type Schema,
} from "../contract/document.js";
import { deliveryPairs, inBoth, type OperationPair, operationPairs } from "./operation-pairs.js";

/** Users of the API send what the schema describes, or receive it. */
export type Direction = "sent" | "received";

/** A schema of the base, what has become of it, and how users meet it. */
export interface SchemaPair {
  base: Schema;
  revision: Schema;
  direction: Direction;
  /** Inside a `not`, where to allow more is to forbid more. */
  isNegated: boolean;
}

/** Every schema that both contracts have in the same role, once for each direction. */
export function schemaPairs(base: Document, revision: Document): SchemaPair[] {
  const found: SchemaPair[] = [];
  const seen = new Set<string>();
  const numberOf = createNumbering();
  const visit = (left: Schema, right: Schema, direction: Direction, isNegated: boolean): void => {
    const pair = {
      base: resolve<Schema>(base, left as Schema | Reference),
      revision: resolve<Schema>(revision, right as Schema | Reference),
    };
    const key = `${direction} ${isNegated} ${numberOf(pair.base)} ${numberOf(pair.revision)}`;
    if (seen.has(key)) return;
    seen.add(key);
    found.push({ ...pair, direction, isNegated });
    for (const [keyword, a, b] of partsInBoth(pair.base, pair.revision)) {
      visit(a, b, direction, isNegated !== (keyword === "not"));
    }
  };
  for (const [direction, left, right] of roots(base, revision))
    visit(left, right, direction, false);
  return found;
}

/** Tells schemas apart by identity: a shared one is met again and again, and may contain itself. */
function createNumbering(): (schema: Schema) => number {
  const numbers = new Map<Schema, number>();
  return (schema) => {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  };
}

type Root = [direction: Direction, base: Schema, revision: Schema];

/** The schemas of parameters, headers and bodies. Mendix sends the requests of a delivery. */
function roots(base: Document, revision: Document): Root[] {
  const of = (pair: OperationPair, request: Direction, response: Direction): Root[] => [
    ...requestSchemas(pair).map(([a, b]): Root => [request, a, b]),
    ...responseSchemas(base, revision, pair).map(([a, b]): Root => [response, a, b]),
  ];
  return [
    ...operationPairs(base, revision).flatMap((pair) => of(pair, "sent", "received")),
    ...deliveryPairs(base, revision).flatMap((pair) => of(pair, "received", "sent")),
  ];
}

function requestSchemas({ base, revision }: OperationPair): [Schema, Schema][] {
  return [
    ...inBoth(byName(base.parameters), byName(revision.parameters)).map(schemas),
    ...inBoth(base.requestBody?.content, revision.requestBody?.content).map(schemas),
  ];
}

function responseSchemas(
  base: Document,
  revision: Document,
  pair: OperationPair,
): [Schema, Schema][] {
  return inBoth(pair.base.responses, pair.revision.responses).flatMap(([, a, b]) => [
    ...inBoth(a.content, b.content).map(schemas),
    ...inBoth(a.headers, b.headers).map(([, one, other]) =>
      schemas(["", resolve<Header>(base, one), resolve<Header>(revision, other)]),
    ),
  ]);
}

type HasSchema = MediaType | Parameter | Header;
const schemas = ([, a, b]: [string, HasSchema, HasSchema]): [Schema, Schema] => [
  a.schema,
  b.schema,
];

const byName = (parameters: Parameter[]) =>
  Object.fromEntries(parameters.map((one) => [`${one.in} ${one.name.toLowerCase()}`, one]));

const single = ["items", "contains", "additionalProperties", "propertyNames", "not"];
const listed = ["allOf", "anyOf", "oneOf", "prefixItems"];
const named = ["properties", "patternProperties", "dependentSchemas"];

type Part = [keyword: string, Schema, Schema];

function partsInBoth(base: Schema, revision: Schema): Part[] {
  return Object.keys(base).flatMap((keyword): Part[] => {
    const [a, b] = [base[keyword], revision[keyword]];
    if (single.includes(keyword)) return isSchema(a) && isSchema(b) ? [[keyword, a, b]] : [];
    if (listed.includes(keyword)) return likeInBoth(keyword, a, b);
    if (!named.includes(keyword)) return [];
    const both = inBoth(Object(a) as Record<string, unknown>, Object(b));
    return both.filter((part): part is Part => isSchema(part[1]) && isSchema(part[2]));
  });
}

/** Entries of two lists that are equal; and the others, if there are as many, in their order. */
function likeInBoth(keyword: string, base: unknown, revision: unknown): Part[] {
  if (!Array.isArray(base) || !Array.isArray(revision)) return [];
  const texts = (list: unknown[]) => list.map((one) => JSON.stringify(one));
  const [before, after] = [texts(base), texts(revision)];
  const equal = base.filter((_, index) => after.includes(before[index] ?? ""));
  const lost = base.filter((one) => !equal.includes(one));
  const gained = revision.filter((_, index) => !before.includes(after[index] ?? ""));
  const changed = lost.length === gained.length ? lost.map((one, at) => [one, gained[at]]) : [];
  return [...equal.map((one) => [one, one]), ...changed]
    .map(([a, b]): [string, unknown, unknown] => [keyword, a, b])
    .filter((part): part is Part => isSchema(part[1]) && isSchema(part[2]));
}

/** A schema may also be `true` or `false`, and has no parts then. */
const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;
