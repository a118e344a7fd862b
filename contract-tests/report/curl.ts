import type { RecordedExchange } from "../run/recording.js";

/** What a secret of a request is called in a shell: the reader sets it, the report has it not. */
export const variables = {
  token: "MENDIX_PAT",
  validationSecret: "WEBHOOK_SECRET",
  value: "HEADER_VALUE",
} as const;

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
/** Ends the quotes around a text, and goes on with them after the variable. */
const variable = (name: string) => `'"$${name}"'`;

/** Set by whoever sends the request. */
const automatic = /^(host|connection|content-length|accept-encoding|sec-fetch-mode|user-agent)$/;

/**
 * A line for a POSIX shell that sends a request again, its secrets taken from variables.
 *
 * @param isSecretShown - whether the request is about its `validationSecret`, which then is one that
 * the suite has made up
 */
export function curlOf(exchange: RecordedExchange, isSecretShown = false): string {
  const { method, url, requestHeaders, requestBody } = exchange;
  const headers = Object.entries(requestHeaders)
    .filter(([name]) => !automatic.test(name))
    .map(([name, value]) => `-H ${headerOf(name, value)}`);
  const body = requestBody === "" ? [] : [`--data-raw ${bodyOf(requestBody, isSecretShown)}`];
  return ["curl -gi", `-X ${method}`, ...headers, ...body, quote(url)].join(" ");
}

function headerOf(name: string, value: string): string {
  if (value === "") return quote(`${name};`); // So curl knows an empty header from none.
  if (name !== "authorization") return quote(`${name}: ${value}`);
  const [, scheme = ""] = value.match(/^(\S+ )\S/) ?? [];
  return `${quote(`${name}: ${scheme}`)}"$${variables.token}"`;
}

function bodyOf(body: string, isSecretShown: boolean): string {
  return quote(body).replace(
    /("(validationSecret|value)"\s*:\s*")((?:[^"\\]|\\.)*)/g,
    (all, before: string, name: "validationSecret" | "value") =>
      isSecretShown && name === "validationSecret" ? all : before + variable(variables[name]),
  );
}
