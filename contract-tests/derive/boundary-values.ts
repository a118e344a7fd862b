import type { Schema } from "../../scripts/contract/document.js";
import type { Constraint, Place } from "./constraints.js";
import { edgesOf } from "./pattern-strings.js";

/** Values for the place of a constraint: candidates, of which the oracle keeps what fits. */
export interface Values {
  violating: unknown[];
  satisfying: unknown[];
}

/**
 * Values at both sides of a constraint's edge.
 *
 * @param current - a value that keeps every constraint of the place
 */
export function valuesFor(constraint: Constraint, current: unknown): Values {
  const { keyword, detail, schema } = constraint;
  // The value of the keyword, where it is a number.
  const limit = Number(schema[keyword]);
  switch (keyword) {
    case "required":
      return {
        violating: [without(current, detail)],
        satisfying: [onlyRequired(current, schema), current],
      };
    case "type":
      return { violating: wrongTypes([schema.type ?? []].flat()), satisfying: [current] };
    case "format":
      return formatValues[schema.format ?? ""] ?? { violating: [], satisfying: [current] };
    case "pattern": {
      const { matching, near } = edgesOf(`${schema.pattern}`);
      return { violating: near, satisfying: matching };
    }
    case "minLength":
    case "maxLength":
      return lengths(limit, keyword === "maxLength" ? 1 : -1, current);
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return bounds(constraint, limit, current);
    case "multipleOf":
      return {
        violating: [Number(current) + 1, Number(current) + limit / 2],
        satisfying: [current, Number(current) + limit, 0],
      };
    case "minItems":
    case "maxItems":
      return itemCounts(limit, keyword === "maxItems" ? 1 : -1, current);
    case "uniqueItems": {
      const [first] = arrayOf(current);
      return {
        violating: [
          [...arrayOf(current), first],
          [first, first],
        ],
        satisfying: [current],
      };
    }
    case "minProperties":
    case "maxProperties":
      return {
        violating: [propertyCount(current, limit + (keyword === "maxProperties" ? 1 : -1))],
        satisfying: [current],
      };
    case "additionalProperties":
      return { violating: [{ ...(current as object), unknownProperty: 1 }], satisfying: [current] };
    case "const":
      return { violating: othersThan([schema.const]), satisfying: [schema.const] };
    case "enum":
      return { violating: othersThan(arrayOf(schema.enum)), satisfying: arrayOf(schema.enum) };
    case "not":
      return forbiddenValues(schema, detail);
  }
  return { violating: [], satisfying: [] };
}

/** Values that are none of these, and each of the texts in capitals. */
const othersThan = (values: unknown[]) => [
  "something else",
  ...values.flatMap((value): unknown[] => {
    if (typeof value === "string") return [value.toUpperCase()];
    if (typeof value === "number") return [value + 1];
    return typeof value === "boolean" ? [!value] : [];
  }),
];

function without(value: unknown, name: string): unknown {
  const { [name]: _, ...rest } = Object(value) as Record<string, unknown>;
  return rest;
}

const onlyRequired = (value: unknown, { required = [] }: Schema) =>
  Object.fromEntries(Object.entries(value as object).filter(([name]) => required.includes(name)));

/** The value with this many properties: some of its own, and others of unknown names. */
function propertyCount(value: unknown, count: number): unknown {
  const unknown = Array.from({ length: Math.max(count, 0) }, (_, i) => [`unknown${i}`, 1]);
  const all = [...Object.entries(value as object), ...unknown];
  return Object.fromEntries(all.slice(0, Math.max(count, 0)));
}

const samples = {
  string: "text",
  integer: 7,
  boolean: true,
  array: [],
  object: {},
  null: null,
  number: 1.5,
};

/** Of each type that is not among these; an integer is a number. */
const wrongTypes = (types: string[]): unknown[] =>
  Object.entries(samples)
    .filter(([name]) => !types.includes(name))
    .filter(([name]) => name !== "integer" || !types.includes("number"))
    .map(([, sample]) => sample);

/** A UUID without its last digit. */
const shortId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542";

const formatValues: Record<string, Values> = {
  uuid: {
    violating: [shortId, `${shortId}ee`, `${shortId}g`, `${shortId}e`.replaceAll("-", "")],
    satisfying: [`${shortId}E`.toUpperCase(), "00000000-0000-0000-0000-000000000000"],
  },
  uri: {
    violating: ["some.domain.com/webhooks", "https://some domain.com", "https://a.com/<b>", "/a"],
    satisfying: ["https://some.domain.com", "http://a@[::1]:8080/b%20c?d=e&f#g", "urn:example:a"],
  },
  "date-time": {
    violating: [
      "2023-02-22",
      "2023-02-22T13:29:02",
      "2023-13-22T13:29:02Z",
      "2023-02-22T25:29:02Z",
    ],
    satisfying: ["2023-02-22T13:29:02Z", "2023-02-22T13:29:02.1234Z", "2023-02-22T13:29:02-11:30"],
  },
  date: { violating: ["2023-02-30", "22-02-2023", "yesterday"], satisfying: ["2024-02-29"] },
  time: { violating: ["25:00:00Z", "noon"], satisfying: ["13:29:02Z"] },
  duration: { violating: ["P", "1D", "a day"], satisfying: ["P1Y2M3DT4H5M6S", "P2W"] },
  email: {
    violating: ["somebody", "a@", "@some.domain.com"],
    satisfying: ["a.b+c@some.domain.com"],
  },
  hostname: { violating: ["-a.com", "a b"], satisfying: ["some.domain.com", "localhost"] },
  ipv4: { violating: ["256.0.0.1", "1.2.3"], satisfying: ["0.0.0.0", "255.255.255.255"] },
  ipv6: { violating: ["1.2.3.4", "::g"], satisfying: ["::1", "2001:db8::8a2e:370:7334"] },
  "uri-reference": { violating: ["\\\\a", "a b%"], satisfying: ["/webhooks", "#a", "urn:a"] },
  int32: { violating: [2 ** 31, -(2 ** 31) - 1], satisfying: [2 ** 31 - 1, 1] },
};

function lengths(limit: number, beyond: 1 | -1, current: unknown): Values {
  const text = typeof current === "string" ? current : "a";
  const ofLength = (length: number) => [
    text.slice(0, length).padEnd(length, text.at(-1) ?? "a"),
    "a:a".slice(0, length).padEnd(length, "a"), // The shortest URI.
  ];
  if (limit + beyond < 0) return { violating: [], satisfying: ofLength(limit) };
  return {
    violating: ofLength(limit + beyond),
    satisfying: [limit, limit - beyond, limit - 2 * beyond].flatMap(ofLength),
  };
}

function bounds({ keyword, schema }: Constraint, limit: number, current: unknown): Values {
  const { multipleOf: factor = 1 } = schema as { multipleOf?: number };
  const inside = /Maximum|maximum/.test(keyword) ? -factor : factor;
  if (!keyword.startsWith("exclusive")) {
    return { violating: [limit - inside], satisfying: [limit, limit + inside] };
  }
  return {
    violating: [limit, limit - inside],
    satisfying: [limit + inside, limit + inside / 2, current],
  };
}

const arrayOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function itemCounts(limit: number, beyond: 1 | -1, current: unknown): Values {
  const items = arrayOf(current);
  const repeated = (length: number) =>
    Array.from({ length: Math.max(length, 0) }, (_, i) => items[i % items.length] ?? i);
  // Where items have to be different.
  const different = (length: number) =>
    repeated(length).map((item, i) => {
      if (i < items.length) return item;
      return typeof item === "string" ? `${item}${i}` : i;
    });
  const ofLength = (length: number) => [repeated(length), different(length)];
  return { violating: ofLength(limit + beyond), satisfying: [...ofLength(limit), current] };
}

/** A forbidden name in any case, and names that are almost forbidden. */
function forbiddenValues({ not }: Schema, detail: string): Values {
  const branch = not?.anyOf?.[Number(detail.split("/").at(-1))];
  const [name = ""] = edgesOf(branch?.pattern as string).matching;
  const mixed = name.replace(/./g, (char, at) => (at % 2 === 0 ? char.toUpperCase() : char));
  return {
    violating: [name.toLowerCase(), name.toUpperCase(), mixed],
    satisfying: [name.slice(0, -1), `${name}x`, `x${name}`],
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
