import type { Schema } from "../../scripts/contract/document.js";
import type { Constraint, Place } from "./constraints.js";
import { edgesOf } from "./pattern-strings.js";

/** Values for the place of a constraint: candidates, of which the oracle keeps what fits. */
export interface Values {
  breaking: unknown[];
  keeping: unknown[];
}

/**
 * Values at both sides of a constraint's edge.
 *
 * @param current - a value that keeps every constraint of the place
 */
export function valuesFor({ keyword, detail, schema }: Constraint, current: unknown): Values {
  switch (keyword) {
    case "required":
      return {
        breaking: [without(current, detail)],
        keeping: [onlyRequired(current, schema), current],
      };
    case "type":
      return { breaking: wrongTypes([schema.type].flat()[0]), keeping: [current] };
    case "format":
      return formatValues[schema.format ?? ""] ?? unknownFormat(schema.format);
    case "pattern": {
      const { matching, near } = edgesOf(schema.pattern as string);
      return { breaking: near, keeping: matching };
    }
    case "minLength":
      return lengths(schema.minLength as number, -1, current as string);
    case "maxLength":
      return lengths(schema.maxLength as number, 1, current as string);
    case "minimum":
      return bounds(schema.minimum as number, -1);
    case "maximum":
      return bounds(schema.maximum as number, 1);
    case "minItems":
      return itemCounts(schema.minItems as number, -1, current as unknown[]);
    case "maxItems":
      return itemCounts(schema.maxItems as number, 1, current as unknown[]);
    case "uniqueItems":
      return {
        breaking: [[...(current as unknown[]), (current as unknown[])[0]]],
        keeping: [current],
      };
    case "const":
      return { breaking: othersThan([schema.const]), keeping: [schema.const] };
    case "enum":
      return { breaking: othersThan(schema.enum as unknown[]), keeping: schema.enum as unknown[] };
    case "not":
      return forbiddenValues(schema, detail);
  }
  throw new Error(`no values for '${keyword}'`);
}

/** A value that is none of these, and each of them in capitals. */
const othersThan = (values: unknown[]) => [
  "something else",
  ...values.map((value) => String(value).toUpperCase()),
];

function without(value: unknown, name: string): unknown {
  const { [name]: _, ...rest } = value as Record<string, unknown>;
  return rest;
}

const onlyRequired = (value: unknown, { required = [] }: Schema) =>
  Object.fromEntries(Object.entries(value as object).filter(([name]) => required.includes(name)));

function wrongTypes(type: string | undefined): unknown[] {
  const samples: Record<string, unknown> = {
    string: "text",
    integer: 7,
    boolean: true,
    array: [],
    object: {},
    null: null,
    number: 1.5,
  };
  return Object.entries(samples)
    .filter(([name]) => name !== type && !(type === "number" && name === "integer"))
    .map(([, sample]) => sample);
}

const formatValues: Record<string, Values> = {
  uuid: {
    breaking: [
      "80a28d6e-c5fc-43d9-87c2-d7d56b07542",
      "80a28d6e-c5fc-43d9-87c2-d7d56b07542ee",
      "80a28d6e-c5fc-43d9-87c2-d7d56b07542g",
      "80a28d6ec5fc43d987c2d7d56b07542e",
    ],
    keeping: ["80A28D6E-C5FC-43D9-87C2-D7D56B07542E", "00000000-0000-0000-0000-000000000000"],
  },
  uri: {
    breaking: [
      "some.domain.com/webhooks",
      "https://some domain.com",
      "https://some.domain.com/<id>",
      "/webhooks",
    ],
    keeping: [
      "https://some.domain.com",
      "http://user@[::1]:8080/a%20b?c=d&e#f",
      "urn:example:webhook",
    ],
  },
  "date-time": {
    breaking: [
      "2023-02-22",
      "2023-02-22T13:29:02",
      "2023-13-22T13:29:02Z",
      "2023-02-22T25:29:02Z",
      "yesterday",
    ],
    keeping: ["2023-02-22T13:29:02Z", "2023-02-22T13:29:02.1234Z", "2023-02-22T13:29:02-11:30"],
  },
  int32: { breaking: [2 ** 31, -(2 ** 31) - 1], keeping: [2 ** 31 - 1, 1] },
};

function unknownFormat(format: string | undefined): never {
  throw new Error(`no values for the format '${format}'`);
}

function lengths(limit: number, beyond: 1 | -1, current: string): Values {
  const ofLength = (length: number) => [
    current.slice(0, length).padEnd(length, current.at(-1) ?? "a"),
    "a:a".slice(0, length).padEnd(length, "a"), // The shortest URI.
  ];
  return {
    breaking: ofLength(limit + beyond),
    keeping: [limit, limit - beyond, limit - 2 * beyond].flatMap(ofLength),
  };
}

const bounds = (limit: number, beyond: 1 | -1): Values => ({
  breaking: [limit + beyond],
  keeping: [limit, limit - beyond],
});

function itemCounts(limit: number, beyond: 1 | -1, current: unknown[]): Values {
  const ofLength = (length: number) =>
    Array.from({ length }, (_, i) => current[i % current.length]);
  return { breaking: [ofLength(limit + beyond)], keeping: [ofLength(limit)] };
}

/** A forbidden name in any case, and names that are almost forbidden. */
function forbiddenValues({ not }: Schema, detail: string): Values {
  const branch = not?.anyOf?.[Number(detail.split("/").at(-1))];
  const [name = ""] = edgesOf(branch?.pattern as string).matching;
  const mixed = name.replace(/./g, (char, at) => (at % 2 === 0 ? char.toUpperCase() : char));
  return {
    breaking: [name.toLowerCase(), name.toUpperCase(), mixed],
    keeping: [name.slice(0, -1), `${name}x`, `x${name}`],
  };
}

/** The value at a place; of an array's items, the first. */
export function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (node, token) => (node as Record<string, unknown> | undefined)?.[token === "*" ? "0" : token],
    value,
  );
}

/** A copy with another value at a place; of an array's items, the first is replaced. */
export function withValue(value: unknown, [token, ...rest]: Place, replacement: unknown): unknown {
  if (token === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  const key = token === "*" ? "0" : token;
  copy[key] = withValue(copy[key], rest, replacement);
  return copy as unknown;
}
