/** `webhook-id` → `webhookId`, `get /pets/{id}` → `getPetsId`: an identifier in any case. */
export function camelCase(name: string): string {
  const joined = name.replace(/[^\p{ID_Continue}$]+(.)?/gu, (_, next: string | undefined) =>
    (next ?? "").toUpperCase(),
  );
  const start = /^\p{ID_Start}|^[$_]/u.test(joined) ? joined : `_${joined}`;
  return /^[A-Z]/.test(name) ? start : start.charAt(0).toLowerCase() + start.slice(1);
}

/** `listWebhooks` → `ListWebhooks` */
export const pascalCase = (name: string): string =>
  camelCase(name).replace(/^./u, (first) => first.toUpperCase());

/** The name of the type of an operation's parameters in one place, such as `ListWebhooksQuery`. */
export const parametersTypeName = (operationId: string, place: string): string =>
  `${pascalCase(operationId)}${pascalCase(place)}`;

/** Words that cannot name a parameter of a function in strict code (ECMA-262, 12.7.2). */
const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum " +
    "eval export extends false finally for function if implements import in instanceof interface " +
    "let new null package private protected public return static super switch this throw true " +
    "try typeof var void while with yield"
  ).split(" "),
);

/** Names for the parameters of a function: each an identifier, none reserved, none twice. */
export function argumentNames(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  return names.map((name) => {
    let argument = camelCase(name);
    while (reserved.has(argument) || used.has(argument)) argument += "Parameter";
    used.add(argument);
    return argument;
  });
}
