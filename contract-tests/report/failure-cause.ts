import { isDeepStrictEqual } from "node:util";
import { type Document, resolve } from "../../scripts/contract/document.js";
import { getAt } from "../../scripts/contract/json-pointer.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { noResponseStatus, pathParameters, queryOf } from "../oracle/http-exchange.js";
import { atAnyItem, type Finding } from "../oracle/oracle.js";
import { type Check, CheckFailure, type SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";
import type { RecordedExchange } from "../run/recording.js";

const noResponseHeader = "x-no-response";

/** Stands for a response that did not come, or not as a whole; the message is the cause of failures. */
export const noResponse = (message: string): Response =>
  new Response(message, { status: noResponseStatus, headers: { [noResponseHeader]: "true" } });

/** A recorded exchange, and how it violates the contract. */
export interface ValidatedExchange {
  exchange: RecordedExchange;
  /** The operation that was called; undefined for an undocumented method. */
  operation: Operation | undefined;
  requestFindings: Finding[];
  responseFindings: Finding[];
}

/** The operation that a request calls; undefined if the contract has none. */
export const operationOf = (contract: Document, method: string, url: string) =>
  apiOperations(contract).find(
    (one) =>
      one.method === method.toLowerCase() &&
      pathParameters(one.path, new URL(url).pathname) !== undefined,
  );

export function validateExchange(
  { contract, oracle }: SuiteContext,
  exchange: RecordedExchange,
): ValidatedExchange {
  const { method, status, requestHeaders, requestBody, responseHeaders, responseBody } = exchange;
  const { pathname, searchParams } = new URL(exchange.url);
  const operation = operationOf(contract, method, exchange.url);
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
  // Of a body that was cut nothing can be said.
  const responseFindings = found.filter(
    ({ place }) => !(exchange.isCut && place.startsWith("body")),
  );
  return { exchange, operation, requestFindings, responseFindings };
}

/**
 * What is wrong, in one line. Failures with the same cause get the same line, so that a reader sees
 * how many things are wrong, not how many checks noticed.
 */
export function causeOf(check: Check, error: unknown, exchanges: ValidatedExchange[]): string {
  const missing = exchanges.find(({ exchange }) => noResponseHeader in exchange.responseHeaders);
  if (missing !== undefined) return missing.exchange.responseBody;
  // Nothing can be said of what such a server does.
  const useless = exchanges.find(isUseless);
  if (useless !== undefined) return responseCause(useless);
  if (error instanceof CheckFailure) return error.message;
  const { actual } = Object(error) as { actual?: unknown };
  const faulty = exchanges.find(
    ({ responseFindings: found }) => found.length > 0 && isDeepStrictEqual(found, actual),
  );
  if (faulty !== undefined) return responseCause(faulty);
  const [item] = check.proves;
  const last = exchanges.at(-1);
  if (item === undefined || last === undefined) return check.title;
  const broken = exchanges.find(({ exchange }) => exchange.status >= 500);
  if (broken !== undefined && !isOfResponses(item)) {
    const { operation, exchange } = broken;
    return `${operation?.operationId ?? exchange.method} returns ${exchange.status}`;
  }
  const { row, column, name } = item;
  if (column !== "behaviours") {
    return last.responseFindings.length > 0
      ? responseCause(last)
      : `${row} returns ${last.exchange.status} when asked for ${name} (${column})`;
  }
  return check.needs.includes("deliveries")
    ? `Not kept by deliveries: ${name}`
    : `Not kept: ${row} ${name}`;
}

/** Whether a mock was asked for a certain response, which may be a 500. */
const isOfResponses = ({ column }: CoverageItem) =>
  column === "statuses" || column === "media types" || column === "examples";

function responseCause({ exchange, operation, responseFindings }: ValidatedExchange): string {
  const { status, responseHeaders } = exchange;
  const headers = responseFindings.filter(isMissingHeader).map(({ missing }) => missing);
  const lines = responseFindings
    .filter((finding) => !isMissingHeader(finding))
    .map(atAnyItem)
    .map(({ place, keyword, missing }) => {
      if (place === "status" && isRedirect(status)) return `A response is a redirect (${status})`;
      if (place === "status") return `${operation?.operationId} returns an undocumented ${status}`;
      if (keyword === "mediaType") {
        const [type = "of no media type"] = responseHeaders["content-type"]?.split(";") ?? [];
        return `${status < 400 ? "A successful" : "An error"} response is ${type}`;
      }
      if (keyword !== "required") return `A ${status} response violates ${place} ${keyword}`;
      return `A ${status} response lacks ${[...place.split("/").slice(1), missing].join(".")}`;
    });
  if (headers.length > 0) lines.unshift(`A ${status} response lacks ${headers.join(", ")}`);
  return [...new Set(lines)].join("; ");
}

const isUseless = ({ exchange: { status }, responseFindings }: ValidatedExchange) =>
  responseFindings.length > 0 && (isRedirect(status) || status >= 500);

const isRedirect = (status: number) => status >= 300 && status < 400;

const isMissingHeader = ({ place, keyword }: Finding) =>
  place === "header" && keyword === "required";

/** A rule of the contract: a JSON pointer, and the JSON around it. */
export interface Rule {
  pointer: string;
  excerpt: string;
}

/** Lines of an excerpt; the rest is cut. */
const maxLines = 60;

/** The parts of the contract that a failed check was about. */
export function violatedRules(
  contract: Document,
  check: Check,
  exchanges: ValidatedExchange[],
): Rule[] {
  const ofResponses = exchanges.flatMap(({ operation, exchange, responseFindings }) =>
    operation === undefined || responseFindings.length === 0
      ? []
      : [`${operation.pointer}/responses/${exchange.status}`],
  );
  const last = exchanges.findLast(({ operation }) => operation !== undefined)?.operation;
  const touched = [...check.touches, ...ofResponses];
  const pointers = touched.length === 0 && last ? [last.pointer] : touched;
  return [...new Set(pointers)].map((pointer) => {
    const value = getAt(contract, pointer);
    // A keyword alone does not say what it is about.
    const holder = pointer.slice(0, pointer.lastIndexOf("/"));
    const object = Object(Object(value) === value ? value : getAt(contract, holder));
    const lines = JSON.stringify(resolve<object>(contract, object), null, 2).split("\n");
    return { pointer, excerpt: lines.slice(0, maxLines).join("\n") };
  });
}
