import type { InvalidParam } from "../../generated/models.js";
import type { Violation } from "../../generated/validators/requests.js";

/**
 * Broken rules in the API's own words, as its `invalid-params` say them. A reason names the rule
 * and never the value, which may be a secret.
 */
export const toInvalidParams = (violations: readonly Violation[] | null = []): InvalidParam[] =>
  (violations ?? []).map(({ instancePath, keyword, params }) => {
    const path =
      keyword === "required" ? `${instancePath}/${params.missingProperty}` : instancePath;
    const expected = params.limit ?? Object.values(params)[0];
    return {
      name:
        path
          .slice(1)
          .replace(/\/(\d+)/g, "[$1]")
          .replaceAll("/", ".") || "body",
      reason: reasons[keyword] ?? `must have ${keyword} ${expected}`,
    };
  });

const reasons: Record<string, string> = { required: "is required", not: "is reserved" };
