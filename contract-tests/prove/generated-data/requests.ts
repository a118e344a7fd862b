import fc, { type Arbitrary } from "fast-check";
import type { Parameter } from "../../../scripts/contract/document.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { jsonOf, transportHeaders } from "../../derive/cases.js";
import type { Request } from "../../oracle/http-exchange.js";
import type { SuiteContext } from "../../run/check.js";
import { arbitraryOf } from "./arbitraries.js";
import { anyText } from "./strings.js";

/** A request to an operation, and the values that it was made of. */
export interface Generated {
  operation: Operation;
  request: Request;
  /** What the body's text stands for, if there is a body. */
  body?: unknown;
  /** Whether it is about things that exist: then ids and cursors are replaced by real ones. */
  isAboutExisting: boolean;
  /** The name of what it breaks, if that was the intention. */
  broken?: string;
}

/** URLs know no half characters. */
const isWhole = (text: string) => !/\p{Surrogate}/u.test(text);

/** HTTP trims values, and knows no control characters in them; beyond ASCII it has Latin-1. */
const headerText = fc.oneof(
  { weight: 10, arbitrary: fc.stringMatching(/^([!-~]([ -~\xa0-\xff]{0,30}[!-~])?)?$/) },
  { weight: 1, arbitrary: fc.nat({ max: 4_000 }).map((length) => "v".repeat(length)) },
);

const queryText = anyText
  .filter(isWhole)
  .map((text) => text.slice(0, 500))
  .filter(isWhole);

/** A path without its parameter, or with dots in its place, is another path. */
const pathText = queryText.filter((text) => canTravel("path", text));

/** Whether a parameter's value arrives as it was sent. */
export function canTravel(place: Parameter["in"], value: string): boolean {
  if (place === "header") return value === value.trim() && /^[ -~\xa0-\xff]*$/.test(value);
  return isWhole(value) && (place !== "path" || !["", ".", ".."].includes(value));
}

const free = { path: pathText, query: queryText, header: headerText, cookie: headerText };

/** Requests to an operation that keep the contract. */
export function validRequests(basis: SuiteContext, operation: Operation): Arbitrary<Generated> {
  const { method, scopes, requestBody } = operation;
  const media = jsonOf(requestBody?.content);
  const values = (place: Parameter["in"]) => parameters(basis, operation, place);
  return fc
    .record({
      path: values("path"),
      query: fc.tuple(more(/^x[a-z.[\]-]{0,9}$/, queryText), values("query")),
      headers: fc.tuple(more(/^x-[a-z0-9-]{1,20}$/, headerText), values("header")),
      token: fc.stringMatching(/^[!-~]{1,60}$/),
      type: fc.constantFrom(
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
      ),
      body:
        media === undefined ? fc.constant(undefined) : arbitraryOf(basis.contract, media.schema),
      indent: fc.constantFrom(0, 2),
      isAboutExisting: fc.boolean(),
    })
    .map(({ path, query, headers, token, type, body, indent, isAboutExisting }) => {
      const request: Request = {
        method,
        path,
        query: Object.assign({}, ...query),
        headers: Object.assign(
          {},
          ...headers,
          scopes.length > 0 && { authorization: `MxToken ${token}` },
          media && { "content-type": type },
        ),
        ...(media && { body: JSON.stringify(body, null, indent) }),
      };
      return { operation, request, body, isAboutExisting };
    });
}

/** The parameters of one place, written as the wire wants them. */
function parameters(
  { contract }: SuiteContext,
  operation: Operation,
  place: Parameter["in"],
): Arbitrary<Record<string, string>> {
  const here = operation.parameters.filter(
    (one) => one.in === place && !transportHeaders.includes(one.name),
  );
  const values: Record<string, Arbitrary<string>> = {};
  for (const { name, schema } of here) {
    values[name] = arbitraryOf(contract, schema, free[place])
      .map(String)
      .filter((value) => canTravel(place, value));
  }
  const requiredKeys = here.filter((one) => one.required).map(({ name }) => name);
  return fc
    .record(values, { requiredKeys })
    .map((record) => ({ ...record }) as Record<string, string>);
}

/** What the contract does not name and does not forbid, mostly nothing. */
const more = (name: RegExp, values: Arbitrary<string>) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(fc.stringMatching(name), values, { maxKeys: 2 }) },
  );
