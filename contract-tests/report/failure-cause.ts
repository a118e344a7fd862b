import { isDeepStrictEqual } from "node:util";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { pathParameters, queryOf } from "../oracle/http-exchange.js";
import type { Finding } from "../oracle/oracle.js";
import { type Check, CheckFailure, type SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";
import type { RecordedExchange } from "../run/recording.js";
import type { KnownDeviations } from "../targets/target.js";

/** A recorded exchange, and how it breaks the contract. */
export interface ValidatedExchange {
  exchange: RecordedExchange;
  /** The operation that was called; undefined for an undocumented method. */
  operation: Operation | undefined;
  requestFindings: Finding[];
  /** Empty if the findings are a known deviation of the target. */
  responseFindings: Finding[];
}

export function validateExchange(
  { contract, oracle }: SuiteContext,
  knownDeviations: KnownDeviations,
  exchange: RecordedExchange,
): ValidatedExchange {
  const { method, status, requestHeaders, requestBody, responseHeaders, responseBody } = exchange;
  const { pathname, searchParams } = new URL(exchange.url);
  const operation = apiOperations(contract).find(
    (one) =>
      one.method === method.toLowerCase() && pathParameters(one.path, pathname) !== undefined,
  );
  if (operation === undefined) {
    return { exchange, operation, requestFindings: [], responseFindings: [] };
  }
  const requestFindings = oracle.validateRequest(operation, {
    method,
    path: pathParameters(operation.path, pathname) ?? {},
    query: queryOf(searchParams),
    headers: requestHeaders,
    body: requestBody,
  });
  const response = { status, headers: responseHeaders, body: responseBody };
  const found = oracle.validateResponse(operation, response);
  const isKnown = Object.values(knownDeviations).some(
    (one) => one.status === status && isDeepStrictEqual(one.findings, found),
  );
  return { exchange, operation, requestFindings, responseFindings: isKnown ? [] : found };
}

/**
 * What is wrong, in one line. Failures with the same cause get the same line, so that a reader sees
 * how many things are wrong, not how many checks noticed.
 */
export function causeOf(check: Check, error: unknown, exchanges: ValidatedExchange[]): string {
  if (error instanceof CheckFailure) return error.message;
  const { actual } = Object(error) as { actual?: unknown };
  const faulty = exchanges.find(
    ({ responseFindings: found }) => found.length > 0 && isDeepStrictEqual(found, actual),
  );
  if (faulty !== undefined) return responseCause(faulty);
  const [item] = check.proves;
  const last = exchanges.at(-1);
  if (item === undefined || last === undefined) return check.title;
  if (item.column !== "behaviours") return requestCause(item, last);
  return check.needs.includes("deliveries")
    ? `Not kept by deliveries: ${item.name}`
    : `Not kept: ${item.row} ${item.name}`;
}

/** A request should have been accepted, or refused for what is wrong with it. */
function requestCause({ row, column, name }: CoverageItem, last: ValidatedExchange): string {
  const { requestFindings, responseFindings, exchange } = last;
  const isUnauthorized = requestFindings.some(({ keyword }) => keyword === "security");
  if (requestFindings.length > 0 && exchange.status !== (isUnauthorized ? 401 : 400)) {
    const broken = requestFindings.map(({ place, keyword, missing = "" }) =>
      `${place} ${keyword} ${missing}`.trim(),
    );
    return `A request that breaks ${broken.join(" and ")} is not refused for that`;
  }
  if (responseFindings.length > 0) return responseCause(last);
  return `${row} returns ${exchange.status} when asked for ${name} (${column})`;
}

function responseCause({ exchange, operation, responseFindings }: ValidatedExchange): string {
  const { status, responseHeaders } = exchange;
  const headers = responseFindings.filter(isMissingHeader).map(({ missing }) => missing);
  const lines = responseFindings
    .filter((finding) => !isMissingHeader(finding))
    .map((finding) => {
      const { place, keyword, missing } = finding;
      if (place === "status") return `${operation?.operationId} returns an undocumented ${status}`;
      if (keyword === "mediaType") {
        return `A ${status} response is ${responseHeaders["content-type"] ?? "of no media type"}`;
      }
      if (keyword !== "required") return `A ${status} response breaks ${place} ${keyword}`;
      return `A ${status} response lacks ${[...place.split("/").slice(1), missing].join(".")}`;
    });
  if (headers.length > 0) lines.unshift(`A ${status} response lacks ${headers.join(", ")}`);
  return [...new Set(lines)].join("; ");
}

const isMissingHeader = ({ place, keyword }: Finding) =>
  place === "header" && keyword === "required";
