import type { Schema } from "../../../scripts/contract/document.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { jsonOf } from "../../derive/cases.js";
import { constraintsOf, type Place } from "../../derive/constraints.js";
import type { Request } from "../../judge/exchange.js";
import type { Finding } from "../../judge/oracle.js";
import type { Basis } from "../../run/check.js";
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

export const oracleHoles: readonly OracleHole[] = [
  {
    reason: "Ajv reads a parameter as JavaScript reads numbers: 0x10, 1e1 and ' 5' are integers",
    keyword: "type",
    applies: ({ type }, text) => type === "integer" && !/^-?\d+(\.\d+)?$/.test(text),
    verdict: "refused",
    probe: { operationId: "listWebhooks", place: ["query", "limit"], text: "0x10" },
  },
];

/**
 * What may be wrong with a request by the contract, as our own have to see it: mostly one verdict,
 * two where the holes allow either.
 */
export function verdictsOf(
  basis: Basis,
  { operation, request }: { operation: Operation; request: Request },
  holes = oracleHoles,
): Finding[][] {
  let verdicts = [basis.oracle.judgeRequest(operation, request)];
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
function textsIn({ contract }: Basis, operation: Operation, request: Request) {
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
