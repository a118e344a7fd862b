import type { Response } from "../oracle/http-exchange.js";
import type { Finding } from "../oracle/oracle.js";
import type { KnownDeviations } from "./target.js";

export const sandboxDeviations = {
  undocumentedRefusal: {
    reason: "refuses with 400 where the contract documents no status for a refusal",
    status: 400,
    findings: [{ place: "status", keyword: "documented" }],
  },
  undocumentedUnauthorized: {
    reason: "refuses with 401 where the contract documents no 401",
    status: 401,
    findings: [{ place: "status", keyword: "documented" }],
  },
  foreignErrors: {
    reason: "reports errors in the envelope of the Webhooks API where the contract has another",
    status: 400,
  },
} as const satisfies KnownDeviations;

interface InvalidParam {
  name: string;
  reason: string;
}

/** What an error response says is wrong: the name of each part, and the broken rule. */
export function sandboxFindings({ status, body }: Response): string[] {
  if (status < 400) return [];
  const { error } = JSON.parse(body) as { error: { "invalid-params"?: InvalidParam[] } };
  return sorted(
    (error["invalid-params"] ?? []).map(({ name, reason }) => `${name} ${ruleIn(reason)}`),
  );
}

/**
 * The oracle's findings in the words of an error response, which does not tell whether a name is that
 * of a parameter or of a part of the body.
 */
export function expectedInEnvelope(findings: readonly Finding[]): string[] {
  return sorted(findings.map((finding) => `${nameOf(finding)} ${finding.keyword}`));
}

function nameOf({ place, keyword, missing }: Finding): string {
  if (keyword === "security") return "Authentication";
  const [holder = "", ...tokens] = place.split("/");
  if (missing !== undefined) tokens.push(missing);
  const name = tokens.join(".").replace(/\.(\d+)(?=\.|$)/g, "[$1]");
  return name === "" ? holder : name;
}

const rules: [RegExp, string][] = [
  [/^is required$/, "required"],
  [/^is reserved$/, "not"],
  [/^is not JSON$/, "json"],
  [/^must be application\/\S*json$/, "mediaType"],
  [/^Missing or invalid Authorization header$/, "security"],
];

/** The rule that a reason speaks of; the reason itself if none is recognised. */
const ruleIn = (reason: string): string =>
  rules.find(([form]) => form.test(reason))?.[1] ??
  reason.match(/^must have (\w+) /)?.[1] ??
  reason;

const sorted = (lines: string[]) => [...new Set(lines)].sort();
