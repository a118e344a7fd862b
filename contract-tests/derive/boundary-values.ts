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
      return { breaking: wrongTypes([schema.type ?? []].flat()), keeping: [current] };
    case "format":
      return formatValues[schema.format ?? ""] ?? { breaking: [], keeping: [current] };
    case "pattern": {
      const { matching, near } = edgesOf(schema.pattern as string);
      return { breaking: near, keeping: matching };
    }
    case "minLength":
      return lengths(schema.minLength as number, -1, current);
    case "maxLength":
      return lengths(schema.maxLength as number, 1, current);
    case "minimum":
      return bounds(schema, schema.minimum as number, -1);
    case "maximum":
      return bounds(schema, schema.maximum as number, 1);
    case "exclusiveMinimum":
      return exclusiveBounds(schema, schema.exclusiveMinimum as number, 1, current);
    case "exclusiveMaximum":
      return exclusiveBounds(schema, schema.exclusiveMaximum as number, -1, current);
    case "multipleOf": {
      const factor = schema.multipleOf as number;
      const beside = [Number(current) + 1, Number(current) + factor / 2];
      return { breaking: beside, keeping: [current, Number(current) + factor, 0] };
    }
    case "minItems":
      return itemCounts(schema.minItems as number, -1, current);
    case "maxItems":
      return itemCounts(schema.maxItems as number, 1, current);
    case "uniqueItems": {
      const [first, ...others] = arrayOf(current);
      return {
        breaking: [
          [first, ...others, first],
          [first, first],
        ],
        keeping: [current],
      };
    }
    case "minProperties":
      return {
        breaking: [propertyCount(current, (schema[keyword] as number) - 1)],
        keeping: [current],
      };
    case "maxProperties":
      return {
        breaking: [propertyCount(current, (schema[keyword] as number) + 1)],
        keeping: [current],
      };
    case "additionalProperties":
      return { breaking: [{ ...(current as object), unknownProperty: 1 }], keeping: [current] };
    case "const":
      return { breaking: othersThan([schema.const]), keeping: [schema.const] };
    case "enum":
      return { breaking: othersThan(schema.enum as unknown[]), keeping: schema.enum as unknown[] };
    case "not":
      return forbiddenValues(schema, detail);
  }
  return { breaking: [], keeping: [] };
}

/** Values that are none of these, and each of the texts in capitals. */
const othersThan = (values: unknown[]) => [
  "something else",
  ...values.filter((value) => typeof value === "string").map((value) => value.toUpperCase()),
  ...values.filter((value) => typeof value === "number").map((value) => value + 1),
  ...values.filter((value) => typeof value === "boolean").map((value) => !value),
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function without(value: unknown, name: string): unknown {
  const { [name]: _, ...rest } = isObject(value) ? value : {};
  return rest;
}

const onlyRequired = (value: unknown, { required = [] }: Schema) =>
  Object.fromEntries(Object.entries(value as object).filter(([name]) => required.includes(name)));

/** The value with this many properties: some of its own, and others of unknown names. */
function propertyCount(value: unknown, count: number): unknown {
  const unknown = Array.from({ length: Math.max(count, 0) }, (_, i) => [`unknown${i}`, 1]);
  return Object.fromEntries(
    [...Object.entries(value as object), ...unknown].slice(0, Math.max(count, 0)),
  );
}

function wrongTypes(types: string[]): unknown[] {
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
    .filter(
      ([name]) => !types.includes(name === "integer" && types.includes("number") ? "number" : name),
    )
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
  date: { breaking: ["2023-02-30", "22-02-2023", "yesterday"], keeping: ["2024-02-29"] },
  time: { breaking: ["25:00:00Z", "noon"], keeping: ["13:29:02Z"] },
  duration: { breaking: ["P", "1D", "a day"], keeping: ["P1Y2M3DT4H5M6S", "P2W"] },
  email: { breaking: ["somebody", "a@", "@some.domain.com"], keeping: ["a.b+c@some.domain.com"] },
  hostname: { breaking: ["-a.com", "a b"], keeping: ["some.domain.com", "localhost"] },
  ipv4: { breaking: ["256.0.0.1", "1.2.3"], keeping: ["0.0.0.0", "255.255.255.255"] },
  ipv6: { breaking: ["1.2.3.4", "::g"], keeping: ["::1", "2001:db8::8a2e:370:7334"] },
  "uri-reference": { breaking: ["\\\\a", "a b%"], keeping: ["/webhooks", "#a", "urn:a"] },
  int32: { breaking: [2 ** 31, -(2 ** 31) - 1], keeping: [2 ** 31 - 1, 1] },
};

function lengths(limit: number, beyond: 1 | -1, current: unknown): Values {
  const text = typeof current === "string" ? current : "a";
  const ofLength = (length: number) => [
    text.slice(0, length).padEnd(length, text.at(-1) ?? "a"),
    "a:a".slice(0, length).padEnd(length, "a"), // The shortest URI.
  ];
  if (limit + beyond < 0) return { breaking: [], keeping: ofLength(limit) };
  return {
    breaking: ofLength(limit + beyond),
    keeping: [limit, limit - beyond, limit - 2 * beyond].flatMap(ofLength),
  };
}

function bounds({ multipleOf = 1 }: Schema, limit: number, beyond: 1 | -1): Values {
  const step = beyond * (multipleOf as number);
  return { breaking: [limit + step], keeping: [limit, limit - step] };
}

/** @param inside - the direction of what is allowed */
function exclusiveBounds(
  { multipleOf = 1 }: Schema,
  limit: number,
  inside: 1 | -1,
  current: unknown,
): Values {
  const step = inside * (multipleOf as number);
  return { breaking: [limit, limit - step], keeping: [limit + step, limit + step / 2, current] };
}

const arrayOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function itemCounts(limit: number, beyond: 1 | -1, current: unknown): Values {
  const items = arrayOf(current);
  const repeated = (length: number) =>
    Array.from({ length: Math.max(length, 0) }, (_, i) => items[i % items.length] ?? i);
  // Where items have to be different.
  const different = (length: number) => [
    ...items.slice(0, length),
    ...repeated(length - items.length).map((item, i) =>
      typeof item === "string" ? `${item}${i}` : i,
    ),
  ];
  const ofLength = (length: number) => [repeated(length), different(length)];
  return { breaking: ofLength(limit + beyond), keeping: [...ofLength(limit), current] };
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
  return place.reduce<unknown>((node, token) => childAt(node, token === "*" ? "0" : token), value);
}

const childAt = (node: unknown, key: string): unknown =>
  typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;

/** A copy with another value at a place; of an array's items, the first is replaced. */
export function withValue(value: unknown, [token, ...rest]: Place, replacement: unknown): unknown {
  if (token === undefined) return replacement;
  const key = token === "*" ? "0" : token;
  const child = withValue(childAt(value, key), rest, replacement);
  if (Array.isArray(value)) return value.with(Number(key), child);
  // A property may be called `__proto__`, which an assignment would take for something else.
  return Object.fromEntries(new Map([...Object.entries(value as object), [key, child]]));
}
