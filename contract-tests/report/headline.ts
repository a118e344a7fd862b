import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../oracle/oracle.js";
import type { Check } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";
import type { Evidence } from "./evidence.js";

/**
 * What is wrong, in a line. Failures with the same cause have the same one, so that a reader sees
 * how many things are wrong, not how many checks noticed.
 */
export function headlineOf(check: Check, error: unknown, evidence: Evidence[]): string {
  const { actual } = Object(error) as { actual?: unknown };
  const accused = evidence.find(
    ({ response }) => response.length > 0 && isDeepStrictEqual(response, actual),
  );
  if (accused !== undefined) return lineOfAnswer(accused);
  const [element] = check.proves;
  const last = evidence.at(-1);
  if (element === undefined || last === undefined) return check.title;
  if (element.column === "behaviours") {
    const isSent = check.needs.includes("deliveries");
    return `Not kept${isSent ? " by deliveries" : ""}: ${isSent ? "" : `${element.row} `}${element.name}`;
  }
  return lineOfRequest(element, last);
}

/** A request was to be accepted, or to be refused for what is wrong with it. */
function lineOfRequest({ row, column, name }: CoverageItem, last: Evidence): string {
  const { request, response, exchange } = last;
  const isForeign = request.some(({ keyword }) => keyword === "security");
  if (request.length > 0 && exchange.status !== (isForeign ? 401 : 400)) {
    const broken = request.map(({ place, keyword, missing }) =>
      `${place} ${keyword} ${missing ?? ""}`.trim(),
    );
    return `What breaks ${broken.join(" and ")} is not refused for that`;
  }
  if (response.length > 0) return lineOfAnswer(last);
  return `${row} is asked for ${name} (${column}), and answers ${exchange.status}`;
}

function lineOfAnswer({ exchange, operation, response }: Evidence): string {
  const { status, responseHeaders } = exchange;
  const lacking = response.filter(({ keyword }) => keyword === "required");
  const headers = lacking.filter(({ place }) => place === "header").map(({ missing }) => missing);
  const parts = response.flatMap((finding): string[] => {
    const { place, keyword } = finding;
    if (place === "status") {
      return [`${operation?.operationId} answers ${status}, which the contract does not have`];
    }
    if (keyword === "mediaType") {
      return [`A ${status} answer is ${responseHeaders["content-type"] ?? "of no media type"}`];
    }
    if (keyword === "required" && place === "header") return [];
    if (keyword === "required") return [`A ${status} answer lacks ${nameOf(finding)}`];
    return [`A ${status} answer breaks ${place} ${keyword}`];
  });
  const ofHeaders = headers.length > 0 ? [`A ${status} answer lacks ${headers.join(", ")}`] : [];
  return [...new Set([...ofHeaders, ...parts])].join("; ");
}

const nameOf = ({ place, missing }: Finding) => [...place.split("/").slice(1), missing].join(".");
