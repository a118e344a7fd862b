import fc, { type Arbitrary } from "fast-check";
import type { Schema } from "../../../scripts/contract/document.js";
import { valuesFor } from "../../derive/boundary-values.js";

/** Text of which nothing is demanded: unicode, nothing at all, what programs stumble over, much. */
export const anyText: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: "grapheme" }) },
  { weight: 4, arbitrary: fc.string({ unit: "binary" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("", " ", "__proto__", '"\\', "'", "\0", "\u2028", "null", "\ud800"),
  },
  { weight: 1, arbitrary: fc.nat({ max: 8_000 }).map((length) => "é".repeat(length)) },
);

/**
 * Strings that a schema allows.
 *
 * @param free - where the schema demands nothing
 */
export function stringsOf(schema: Schema, free: Arbitrary<string>): Arbitrary<string> {
  const { pattern, format, not, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if ([pattern, format, not].filter((one) => one !== undefined).length > 1) {
    throw new Error("not supported: several of pattern, format and not at one place");
  }
  const fits = (text: string) => {
    const { length } = [...text];
    return length >= Number(minLength) && length <= Number(maxLength);
  };
  return formed(schema, free).filter(fits);
}

function formed(
  { pattern, format, not, maxLength }: Schema,
  free: Arbitrary<string>,
): Arbitrary<string> {
  if (typeof pattern === "string") return matching(pattern);
  if (not !== undefined) return outside(not, free);
  if (format === undefined) return free;
  const found = formats[format];
  if (found === undefined) throw new Error(`not supported: the format '${format}' of a string`);
  return fc.oneof(
    { weight: 20, arbitrary: found },
    { weight: 5, arbitrary: edges(format) },
    ...(format === "uri" && maxLength !== undefined
      ? [{ weight: 1, arbitrary: longUris(Number(maxLength)) }]
      : []),
  );
}

/** As long as may be, or nearly. */
const longUris = (maxLength: number) =>
  fc.nat({ max: 3 }).map((less) => "https://some.domain.com/".padEnd(maxLength - less, "a"));

function matching(pattern: string): Arbitrary<string> {
  const expression = new RegExp(pattern, "u");
  const repeated = fc
    .tuple(fc.stringMatching(expression), fc.integer({ min: 2, max: 1_000 }))
    .map(([text, times]) => (expression.test(text.repeat(times)) ? text.repeat(times) : text));
  return fc.oneof(
    { weight: 20, arbitrary: fc.stringMatching(expression) },
    { weight: 1, arbitrary: repeated },
  );
}

/** What no forbidden pattern matches: anything, and names that are almost forbidden. */
function outside({ anyOf = [] }: Schema, free: Arbitrary<string>): Arbitrary<string> {
  const forbidden = anyOf.map(({ pattern }) => {
    if (typeof pattern !== "string") throw new Error("not supported: 'not' without patterns");
    return new RegExp(pattern, "u");
  });
  const almost = fc
    .tuple(
      fc.oneof(...forbidden.map((pattern) => fc.stringMatching(pattern))),
      fc.constantFrom(
        (name: string) => `x${name}`,
        (name: string) => `${name}x`,
        (name: string) => name.slice(0, -1),
        (name: string) => name.replace("-", "_"),
      ),
    )
    .map(([name, change]) => change(name));
  const header = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,30}$/);
  return fc
    .oneof(header, free, almost)
    .filter((text) => !forbidden.some((pattern) => pattern.test(text)));
}

const formats: Record<string, Arbitrary<string>> = {
  uuid: fc.oneof(
    fc.uuid(),
    fc.uuid().map((id) => id.toUpperCase()),
  ),
  uri: fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.webUrl({
      validSchemes: ["http", "HTTPS", "ws", "a+b-c.1"],
      authoritySettings: { withUserInfo: true, withPort: true, withIPv4: true, withIPv6: true },
    }),
  ),
  "date-time": fc
    .tuple(
      fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
      fc.stringMatching(/^(\.[0-9]{1,9})?$/),
      fc.stringMatching(/^([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$/),
    )
    .map(([date, fraction, offset]) => date.toISOString().slice(0, 19) + fraction + offset),
};

/** What the suite already knows at the edges of a format. */
function edges(format: string): Arbitrary<string> {
  const constraint = { place: [], keyword: "format", detail: "", pointer: "" };
  return fc.constantFrom(
    ...valuesFor({ ...constraint, schema: { format } }, "").keeping.map(String),
  );
}
