import type { InvalidParam } from "../../generated/models.js";
import type { Violation } from "../../generated/validators/requests.js";

/**
 * Broken rules in the API's own words, as its `invalid-params` say them. A reason names the rule
 * and never the value, which may be a secret.
 *
 * @param depth - how many steps of the path say nothing to a reader: 1 for parameters by place
 */
export const toInvalidParams = (
  violations: readonly Violation[] | null = [],
  depth = 0,
): InvalidParam[] =>
  (violations ?? []).map(({ instancePath, keyword, params }) => {
    const keys = instancePath.split("/").slice(1 + depth);
    if (keyword === "required") keys.push(`${params.missingProperty}`);
    return {
      name:
        keys.map((key, at) => (/^\d+$/.test(key) ? `[${key}]` : at ? `.${key}` : key)).join("") ||
        "body",
      reason:
        reasons[keyword] ?? `must have ${keyword} ${params.limit ?? Object.values(params)[0]}`,
    };
  });

const reasons: Record<string, string> = { required: "is required", not: "is reserved" };
