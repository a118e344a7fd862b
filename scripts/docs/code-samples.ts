import {
  type Document,
  type Example,
  jsonOf,
  type MediaType,
  resolve,
} from "../contract/document.js";
import type { Operation } from "../contract/operations.js";
import { parametersIn, pathParameters } from "../contract/parameters.js";
import { paginationOf } from "../generate/pagination.js";
import { propertyName, sourceOf } from "../generate/source-code.js";

/** One entry of `x-codeSamples`. */
export interface CodeSample {
  /** A language that Redoc can highlight. */
  lang: string;
  label: string;
  source: string;
}

/** The commands that perform an operation, with the option that takes its body. */
const commands: Record<string, { name: string; bodyOption?: string; extra?: string }> = {
  listWebhooks: { name: "list" },
  getWebhook: { name: "get" },
  createWebhook: { name: "create", bodyOption: "--data" },
  updateWebhook: { name: "update", bodyOption: "--replace" },
  deleteWebhook: { name: "delete", extra: "--yes" },
};

/** How to call an operation of the API, made of the examples of its parameters and its body. */
export function requestSamples(document: Document, operation: Operation): CodeSample[] {
  const request = exampleRequest(document, operation);
  const command = commands[operation.operationId];
  return [
    { lang: "shell", label: "curl", source: curlSource(document, request) },
    { lang: "typescript", label: "TypeScript", source: clientSource(request) },
    ...(command ? [{ lang: "shell", label: "CLI", source: commandSource(command, request) }] : []),
  ];
}

/** How to receive a delivery, and how to send one to a receiver to test it. */
export function deliverySamples({ path: event }: Operation): CodeSample[] {
  const receiver = `import { createReceiver } from "mendix-webhooks/receiver";

export const receiver = createReceiver({
  secrets: process.env.WEBHOOK_SECRET ?? "",
  on: {
    ${propertyName(event)}: (event) => console.log(event),
  },
});`;
  const send = `npx mendix-webhooks send http://127.0.0.1:3000/webhooks \\
  --event ${event} --secret env:WEBHOOK_SECRET`;
  return [
    { lang: "typescript", label: "TypeScript", source: receiver },
    { lang: "shell", label: "CLI", source: send },
  ];
}

type ExampleRequest = ReturnType<typeof exampleRequest>;

/** What the samples send: everything that is required, and whatever else makes sense in a first call. */
function exampleRequest(document: Document, operation: Operation) {
  // A cursor comes from another page, so no first call has one.
  const cursor = paginationOf(document, operation)?.cursor;
  const valuesIn = (place: string): [string, unknown][] =>
    parametersIn(operation, place)
      .filter(({ name }) => place !== "query" || name !== cursor)
      .map(({ name, example, examples = {} }) => [name, example ?? firstOf(document, examples)]);
  const body = jsonOf(operation.requestBody?.content);
  const rank = pathParameters(operation).map(({ name }) => name);
  return {
    operation,
    path: valuesIn("path").toSorted(([a], [b]) => rank.indexOf(a) - rank.indexOf(b)),
    query: valuesIn("query"),
    header: valuesIn("header"),
    cookie: valuesIn("cookie"),
    body: body && { type: body.type, value: firstOf(document, body.examples) },
  };
}

const firstOf = (document: Document, examples: MediaType["examples"] = {}): unknown =>
  Object.values(examples).map((example) => resolve<Example>(document, example).value)[0];

function curlSource(document: Document, request: ExampleRequest): string {
  const { operation, path, query, header, cookie, body } = request;
  const [server] = document.servers;
  const filled = path.reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(`${value}`)),
    operation.path,
  );
  const search = new URLSearchParams(
    query.flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, `${one}`]),
    ),
  ).toString();
  const address = `${server?.url}${filled}${search && `?${search}`}`;
  const method = operation.method === "get" ? "" : ` -X ${operation.method.toUpperCase()}`;
  const headers = [
    ...credentialsOf(document, operation),
    ...header.map(([name, value]) => `"${name}: ${value}"`),
    ...(cookie.length > 0
      ? [`"Cookie: ${cookie.map(([name, value]) => `${name}=${value}`).join("; ")}"`]
      : []),
    ...(body ? [`"Content-Type: ${body.type}"`] : []),
  ];
  return [
    `curl${method} ${quoted(address)}`,
    ...headers.map((text) => `  -H ${text}`),
    ...(body ? [`  -d ${quoted(JSON.stringify(body.value, null, 2))}`] : []),
  ].join(" \\\n");
}

/** The header that carries the token, where the operation needs one. */
function credentialsOf(document: Document, { isPublic }: Operation): string[] {
  if (isPublic) return [];
  const schemes = Object.values(document.components.securitySchemes ?? {});
  const { name = "Authorization" } = schemes.find((scheme) => scheme.in === "header") ?? {};
  return [`"${name}: MxToken $MENDIX_PAT"`];
}

/** A word of a shell command, whatever is in it. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function clientSource({ operation, path, query, header, cookie, body }: ExampleRequest): string {
  const inPlaces = [query, header, cookie].map((values) =>
    values.length > 0 ? sourceOf(Object.fromEntries(values)) : undefined,
  );
  const args = [
    ...path.map(([, value]) => sourceOf(value)),
    ...(operation.requestBody ? [sourceOf(body?.value)] : []),
    ...inPlaces,
  ];
  const call = `client.${operation.operationId}${argumentList(args)}`;
  const success = Object.keys(operation.responses).find((status) => status.startsWith("2"));
  const hasBody = jsonOf(operation.responses[success ?? ""]?.content) !== undefined;
  return `import { createClient } from "mendix-webhooks";

const client = createClient({ token: process.env.MENDIX_PAT ?? "" });
${hasBody ? `const result = await ${call};\nconsole.log(result);` : `await ${call};`}`;
}

/** On one line if it fits. A place without parameters has no argument. */
function argumentList(all: readonly (string | undefined)[]): string {
  const args = all.filter((text) => text !== undefined);
  const line = `(${args.join(", ")})`;
  if (line.length <= 60) return line;
  return `(\n${args.map((text) => `  ${text.replaceAll("\n", "\n  ")},\n`).join("")})`;
}

function commandSource(
  { name, bodyOption, extra }: NonNullable<(typeof commands)[string]>,
  { path, body }: ExampleRequest,
): string {
  const words = [name, ...path.map(([, value]) => `${value}`), ...(extra ? [extra] : [])];
  const line = `npx mendix-webhooks ${words.join(" ")}`;
  if (!bodyOption) return line;
  return `${line} ${bodyOption} @- <<'JSON'\n${JSON.stringify(body?.value, null, 2)}\nJSON`;
}
