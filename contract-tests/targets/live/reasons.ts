import type { Document } from "../../../scripts/contract/document.js";
import { apiOperations } from "../../../scripts/contract/operations.js";
import type { Check } from "../../run/check.js";
import type { CoverageItem } from "../../run/coverage.js";
import type { Ability, Target } from "../target.js";

const app = "the app is one that others use too, and there is no other";

/** What nobody can ask of a service that is in use. */
export const lacks: Partial<Record<Ability, string>> = {
  "forced answers": "a real service gives the answers that it has, not those that one asks for",
  "invalid responses": "a real service serves the contract alone",
  apps: app,
  strict: "the service's tokens, apps and limits are not the suite's to choose",
  deliveries: "the webhooks of a live run are inactive, and have a URL that cannot resolve",
};

const rules = {
  harmless: "every webhook of a live run has a name of its own and a URL that cannot resolve",
  unknown: "what an undocumented method does, nobody knows",
  reading: "--read-only makes no webhook, and reads none of others",
};

type Reason = Target["reasonAgainst"];

/** Why a live run leaves a check out, whatever the check needs. */
export function liveReasons(contract: Document, isReadOnly: boolean): NonNullable<Reason> {
  const reading = apiOperations(contract)
    .filter(({ method }) => method === "get")
    .map(({ operationId }) => operationId);
  return ({ proves: [element], needs }: Pick<Check, "proves" | "needs">) => {
    if (element === undefined || needs.some((one) => lacks[one] !== undefined)) return undefined;
    const reason = reasonOfSafety(element);
    if (reason !== undefined || !isReadOnly) return reason;
    const isReading = reading.includes(element.row) && needs.length === 0;
    return isReading && !isOfWebhook(element) ? undefined : rules.reading;
  };
}

function reasonOfSafety({ column, name }: CoverageItem): string | undefined {
  if (name.startsWith("method ")) return rules.unknown;
  if (column !== "accepted") return undefined;
  if (name === "/path/app-id format") return app;
  return /^\/(name|url) (?!type|required)/.test(name) ? rules.harmless : undefined;
}

/** To be accepted it needs a webhook, or a second page of them. */
const isOfWebhook = ({ row, column, name }: CoverageItem) =>
  column === "accepted" && (row !== "listWebhooks" || name.startsWith("/query/cursor"));
