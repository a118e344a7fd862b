import type { Response } from "../judge/exchange.js";
import type { Finding } from "../judge/oracle.js";

interface PrismViolation {
  location: string[];
  code: string | number;
  message: string;
}

/** What Prism says is wrong with an exchange, in the oracle's words. */
export function prismFindings({ headers, body }: Response): Finding[] {
  const violations: PrismViolation[] = headers["sl-violations"]
    ? JSON.parse(headers["sl-violations"])
    : headers["content-type"] === "application/problem+json"
      ? (JSON.parse(body).validation ?? [])
      : [];
  return violations.map(toFinding);
}

function toFinding({ location, code, message }: PrismViolation): Finding {
  const place = location.filter((token) => token !== "request" && token !== "response").join("/");
  if (code === 401) return { place: "authorization", keyword: "security" };
  if (code === 415) return { place: "content-type", keyword: "mediaType" };
  if (message === "Body parameter is required") return { place: "body", keyword: "required" };
  const missing = message.match(/required property '([^']+)'/)?.[1];
  return { place, keyword: String(code), ...(missing !== undefined && { missing }) };
}
