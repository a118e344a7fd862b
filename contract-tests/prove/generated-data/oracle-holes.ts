import { isIPv6 } from "node:net";
import type { Schema } from "../../../scripts/contract/document.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { jsonOf } from "../../derive/cases.js";
import { constraintsOf, type Place } from "../../derive/constraints.js";
import type { Request } from "../../oracle/http-exchange.js";
import type { Finding } from "../../oracle/oracle.js";
import type { SuiteContext } from "../../run/check.js";
import { parsed } from "./sent.js";

/** Where Ajv, in the oracle and in Prism alike, and the generated validators read a rule apart. */
export interface OracleHole {
  reason: string;
  keyword: "type" | "format";
  /** Exactly which texts they see differently. */
  applies(schema: Schema, text: string): boolean;
  /** What our own say of such a text; `either` where it depends on the rest of it. */
  verdict: "refused" | "either";
  /** A text that shows it, and where to put it. */
  probe: { operationId: string; place: Place; text: string };
}

const ofFormat = (format: string, expression: RegExp) => (schema: Schema, text: string) =>
  schema.format === format && expression.test(text);

export const oracleHoles: readonly OracleHole[] = [
  {
    reason: "Ajv reads a parameter as JavaScript reads numbers: 0x10, 1e1 and ' 5' are integers",
    keyword: "type",
    applies: ({ type }, text) => type === "integer" && !/^-?\d+(\.\d+)?$/.test(text),
    verdict: "refused",
    probe: { operationId: "listWebhooks", place: ["query", "limit"], text: "0x10" },
  },
  {
    reason: "ajv-formats takes the URN of a UUID for a UUID",
    keyword: "format",
    applies: ofFormat("uuid", /^urn:uuid:/i),
    verdict: "refused",
    probe: {
      operationId: "getWebhook",
      place: ["path", "app-id"],
      text: "urn:uuid:80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    },
  },
  {
    reason: "ajv-formats takes offsets without a colon, which RFC 3339 does not have",
    keyword: "format",
    applies: ofFormat("date-time", /[+-]\d\d(\d\d)?$/),
    verdict: "refused",
    probe: { operationId: "deliverAlert", place: ["timestamp"], text: "2023-02-22T13:40:00+0100" },
  },
  {
    reason: "ajv-formats takes white space for the T between date and time",
    keyword: "format",
    applies: ofFormat("date-time", /^.{10}\s/),
    verdict: "refused",
    probe: { operationId: "deliverAlert", place: ["timestamp"], text: "2023-02-22 13:40:00Z" },
  },
  {
    reason: "RFC 3339 has leap seconds, and the generated validators have not",
    keyword: "format",
    applies: ofFormat("date-time", /:60(\.\d+)?([Zz]|[+-][\d:]+)$/),
    verdict: "refused",
    probe: { operationId: "deliverAlert", place: ["timestamp"], text: "2016-12-31T23:59:60Z" },
  },
  {
    reason: "the generated validators give every month 31 days",
    keyword: "format",
    applies: ({ format }, text) => format === "date-time" && isBeyondMonth(text),
    verdict: "either",
    probe: { operationId: "deliverAlert", place: ["timestamp"], text: "2023-02-29T13:40:00Z" },
  },
  {
    reason: "ajv-formats refuses a URI with nothing between its scheme and its fragment or end",
    keyword: "format",
    applies: ofFormat("uri", /^[a-z][a-z\d+.-]*:(#|$)/i),
    verdict: "either",
    probe: { operationId: "createWebhook", place: ["url"], text: "a:" },
  },
  {
    reason:
      "the generated validators look neither into the brackets of a host nor right behind them",
    keyword: "format",
    applies: ({ format }, text) => format === "uri" && /[[\]]/.test(text) && !hasIPv6(text),
    verdict: "either",
    probe: { operationId: "updateWebhook", place: ["url"], text: "http://[::1]80" },
  },
];

function isBeyondMonth(text: string): boolean {
  const [, year, month, day] = text.match(/^(\d{4})-(\d\d)-(\d\d)/) ?? [];
  return Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

/** Brackets as RFC 3986 has them: around an address, with a port, a path or nothing behind. */
function hasIPv6(text: string): boolean {
  const [, address = ""] = text.match(/^[^/]+:\/\/[^/[]*\[([^\]]*)\](:\d*)?([/?#][^[\]]*)?$/) ?? [];
  return isIPv6(address);
}

/**
 * What may be wrong with a request by the contract, as our own have to see it: mostly one verdict,
 * two where the holes allow either.
 */
export function verdictsOf(
  basis: SuiteContext,
  { operation, request }: { operation: Operation; request: Request },
  holes = oracleHoles,
): Finding[][] {
  let verdicts = [basis.oracle.validateRequest(operation, request)];
  for (const { place, schema, text } of textsIn(basis, operation, request)) {
    for (const { keyword, verdict } of holes.filter((hole) => hole.applies(schema, text))) {
      // What is not of the type is nothing else: no number that could be too small.
      const isAbout = (one: Finding) =>
        one.place === place && (one.keyword === keyword || keyword === "type");
      const refused = verdicts.map((all) => [
        ...all.filter((one) => !isAbout(one)),
        { place, keyword },
      ]);
      const accepted = verdicts.map((all) => all.filter((one) => !isAbout(one)));
      verdicts = verdict === "refused" ? refused : [...accepted, ...refused];
    }
  }
  return verdicts;
}

/** Every text with a schema of its own: the parameters, and what has a format in the body. */
function textsIn({ contract }: SuiteContext, operation: Operation, request: Request) {
  const values = { path: request.path, query: request.query, header: request.headers, cookie: {} };
  const parameters = operation.parameters.flatMap(({ in: where, name, schema }) => {
    const text = (values[where] as Record<string, string>)[name];
    return text === undefined ? [] : [{ place: `${where}/${name}`, schema, text }];
  });
  const media = jsonOf(operation.requestBody?.content);
  const body = parsed(request.body);
  if (media === undefined || body === undefined) return parameters;
  const inBody = constraintsOf(contract, media.schema, "")
    .filter(({ keyword }) => keyword === "format")
    .flatMap(({ place, schema }) =>
      valuesAt(body.value, place).flatMap(({ at, value }) =>
        typeof value === "string"
          ? [{ place: ["body", ...at].join("/"), schema, text: value }]
          : [],
      ),
    );
  return [...parameters, ...inBody];
}

/** All values at a place, with `*` for each item of an array. */
function valuesAt(value: unknown, [token, ...rest]: Place): { at: string[]; value: unknown }[] {
  if (token === undefined) return [{ at: [], value }];
  if (typeof value !== "object" || value === null) return [];
  const keys = token === "*" ? Object.keys(value) : [token];
  return keys.flatMap((key) =>
    valuesAt((value as Record<string, unknown>)[key], rest).map(({ at, value: found }) => ({
      at: [key, ...at],
      value: found,
    })),
  );
}
