import type { Document, Schema } from "../../contract/document.js";
import { resolve } from "../../contract/document.js";
import { type SchemaPair, schemaPairs } from "../schema-pairs.js";
import type { Finding, Rule } from "./rule.js";

/** What Redocly does not read in schemas. */
export const schemas: Rule = (base, revision) =>
  schemaPairs(base, revision)
    .filter(({ isNegated }) => !isNegated)
    .flatMap((pair) => [
      ...(pair.direction === "sent"
        ? [...lostProperties(revision, pair), ...changedDefault(pair)]
        : []),
      ...hidden(pair),
    ]);

/** Who sends a property that is not read any more gets less than was asked for. */
function lostProperties(revision: Document, pair: SchemaPair): Finding[] {
  const kept = propertiesOf(revision, pair.revision);
  return Object.entries(pair.base.properties ?? {})
    .filter(([name]) => !(name in kept))
    .map(([name, part]) => ({ part, what: `Property \`${name}\` is no longer taken` }));
}

/** Those of its parts included: a property may have moved from one to another. */
function propertiesOf(document: Document, schema: Schema): Record<string, Schema> {
  const parts = (schema.allOf ?? []).map((part) => resolve<Schema>(document, part as never));
  return Object.assign({}, ...parts.map((part) => propertiesOf(document, part)), schema.properties);
}

/** Who leaves a property out gets another value than before. */
function changedDefault({ base, revision }: SchemaPair): Finding[] {
  const [before, after] = [base, revision].map((schema) => JSON.stringify(schema.default));
  if (before === undefined || before === after) return [];
  const now = after === undefined ? "no default any more" : `the default \`${after}\``;
  return [{ part: base, what: `There is ${now}; it was \`${before}\`` }];
}

function hidden({ base, revision, direction }: SchemaPair): Finding[] {
  const keyword = direction === "sent" ? "readOnly" : "writeOnly";
  const isHidden = revision[keyword] === true && base[keyword] !== true;
  return isHidden ? [{ part: base, what: `\`${keyword}\` was set` }] : [];
}
