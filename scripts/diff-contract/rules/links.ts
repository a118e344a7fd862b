import type { Link } from "../../contract/document.js";
import { inBoth, operationPairs } from "../operation-pairs.js";
import type { Finding, Rule } from "./rule.js";

/** A caller follows links; the client's pagination is generated from them. */
export const links: Rule = (base, revision) =>
  operationPairs(base, revision).flatMap((pair) =>
    inBoth(pair.base.responses, pair.revision.responses).flatMap(([, before, after]) =>
      Object.entries(before.links ?? {}).flatMap(([name, link]) =>
        findingsOf(name, link, after.links?.[name]),
      ),
    ),
  );

function findingsOf(name: string, base: Link, revision: Link | undefined): Finding[] {
  if (revision === undefined) return [{ part: base, what: `Link \`${name}\` was removed` }];
  const findings: Finding[] = [];
  if (base.operationId !== revision.operationId) {
    findings.push({
      part: base,
      what: `Link \`${name}\` leads to \`${revision.operationId}\`, no longer to \`${base.operationId}\``,
    });
  }
  for (const [parameter, expression] of Object.entries(base.parameters ?? {})) {
    const now = revision.parameters?.[parameter];
    if (now === expression) continue;
    const what = `Link \`${name}\` fills \`${parameter}\` from ${now === undefined ? "nothing" : `\`${now}\``}, no longer from \`${expression}\``;
    findings.push({ part: base, what });
  }
  return findings;
}
