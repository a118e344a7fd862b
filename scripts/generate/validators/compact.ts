import { forbiddenPattern } from "./keywords.js";

/**
 * Says the same in fewer bytes, and gives each violation the shape that is declared of it. It knows
 * how this version of Ajv writes; the contract tests hold every validator against Ajv itself.
 */
export function compact(code: string): string {
  const small = code
    .replaceAll(`"${forbiddenPattern}"`, '"not"')
    .replace(failure, (_match, _name, path = "", keyword: string, params: string) => {
      const [, expected] = params.match(expectation) ?? [];
      const isMissing = keyword === '"required"';
      const place = `instancePath${path}${isMissing ? `+"/"+${expected}` : ""}`;
      const wanted = isMissing || expected === undefined ? "" : `,${expected}`;
      return `vErrors = push(vErrors,${place},${keyword}${wanted});errors++;`;
    })
    // Everything is inlined, so every validator starts at the root of its value.
    .replace(/, ?\{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}/g, "")
    .replaceAll("instancePath", '""')
    .replace(/" ?\+ ?"/g, "")
    .replace(/\/\*# sourceURL=.*?\*\//g, "")
    // A pattern is named once, by the expression that tests it.
    .replace(
      /!(pattern\d+)\.test(.*?),"pattern","(?:[^"\\]|\\.)*"\)/g,
      '!$1.test$2,"pattern",$1.source)',
    )
    .replace(/new RegExp\(("(?:[^"\\]|\\.)*"), "u"\)/g, (_match, text) => literal(JSON.parse(text)))
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "(text) => [...text].length");
  return withoutCount(small);
}

/** Where nothing looks at how many errors there were before, the errors themselves are enough. */
function withoutCount(code: string): string {
  if (code.includes("_errs")) return code;
  return code
    .replaceAll("let errors = 0;", "")
    .replaceAll("errors = vErrors?.length ?? 0;", "")
    .replaceAll("errors++;", "")
    .replaceAll("return errors === 0", "return !vErrors");
}

/** How Ajv notes a violation: its variable, the path below the root, the keyword, the parameters. */
const failure =
  /const (err\d+) = \{instancePath(?::instancePath([^,]*))?,schemaPath:"[^"]*",keyword:("\w+"),params:\{(.*?)\}\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

/** The parameter of a violation that says what was asked for. */
const expectation =
  /(?:missingProperty|type|format|pattern|limit|allowedValues?|multipleOf): ?(.*)$/;

/** A pattern as a literal; one that names every letter in both cases ignores case instead. */
function literal(pattern: string): string {
  const folded = pattern.replace(/\[([a-z])([A-Z])\]/g, (pair, lower, upper) =>
    lower === upper.toLowerCase() ? lower : pair,
  );
  const ignoresCase = folded !== pattern && !/[A-Z]/.test(folded);
  const source = (ignoresCase ? folded : pattern).replaceAll("/", "\\/");
  return `/${source}/${ignoresCase ? "iu" : "u"}`;
}
