import { _, type Ajv2020, type KeywordCxt, stringify } from "ajv/dist/2020.js";
import names from "ajv/dist/compile/names.js";
import { usePattern } from "ajv/dist/vocabularies/code.js";

/** `not` with nothing but a pattern: one test, where `not` takes a dozen lines. */
export const forbiddenPattern = "forbiddenPattern";

/** Presence and simple types of properties: `{ types: { name: type }, required: [name] }`. */
export const leaves = "leaves";

/** Teaches Ajv the keywords that prepared schemas have beside those of JSON Schema. */
export function addKeywords(ajv: Ajv2020): void {
  ajv.addKeyword({ keyword: forbiddenPattern, code: failWhereForbidden });
  ajv.addKeyword({ keyword: leaves, type: "object", code: callCheckLeaves });
}

/** As with `pattern`, whatever is no string matches, and so is forbidden. */
function failWhereForbidden(context: KeywordCxt): void {
  const { data, schema, it } = context;
  const pattern = usePattern(context, schema as string);
  it.gen.if(_`typeof ${data} !== "string" || ${pattern}.test(${data})`, () => context.error());
}

function callCheckLeaves({ data, schema, it }: KeywordCxt): void {
  const { types, required } = schema as { types: object; required: string[] };
  const { vErrors, errors, instancePath } = names.default;
  const path = _`${instancePath}+${it.errorPath}`;
  const facts = _`${stringify(types)}, ${stringify(required)}`;
  it.gen.code(_`${vErrors} = checkLeaves(${vErrors}, ${path}, ${data}, ${facts})`);
  it.gen.code(_`${errors} = ${vErrors}?.length ?? 0`);
}
