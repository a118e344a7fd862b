import { isDeepStrictEqual } from "node:util";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import type { Finding } from "../oracle/oracle.js";
import type { SuiteContext } from "../run/check.js";
import type { RecordedExchange } from "../run/recording.js";
import type { KnownDeviations } from "../targets/target.js";

/** An exchange, and what the oracle finds in it. */
export interface Evidence {
  exchange: RecordedExchange;
  /** The operation of the contract that was asked; undefined for a method that it has not. */
  operation: Operation | undefined;
  request: Finding[];
  /** Without what the target is known for. */
  response: Finding[];
}

export function evidenceOf(
  { contract, oracle }: SuiteContext,
  holes: KnownDeviations,
  exchange: RecordedExchange,
): Evidence {
  const { pathname, searchParams } = new URL(exchange.url);
  const pathOf = ({ path }: Operation) => new RegExp(`${path.replace(/\{[^}]+\}/g, "([^/]*)")}$`);
  const operation = apiOperations(contract).find(
    (one) => one.method === exchange.method.toLowerCase() && pathOf(one).test(pathname),
  );
  if (operation === undefined) return { exchange, operation, request: [], response: [] };
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? "");
  const values = pathname.match(pathOf(operation))?.slice(1) ?? [];
  const request = oracle.validateRequest(operation, {
    method: exchange.method,
    path: Object.fromEntries(values.map((value, i) => [names[i], decoded(value)])),
    query: Object.fromEntries(searchParams),
    headers: exchange.requestHeaders,
    body: exchange.requestBody,
  });
  const { status, responseHeaders: headers, responseBody: body } = exchange;
  const found = oracle.validateResponse(operation, { status, headers, body });
  const isKnown = Object.values(holes).some(
    (hole) => hole.status === status && isDeepStrictEqual(hole.findings, found),
  );
  return { exchange, operation, request, response: isKnown ? [] : found };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
