import type { Redact } from "../../src/shared/for-contract-tests.js";
import type { RecordedExchange } from "../run/recording.js";

/** The shell variables that stand for the secrets of a request. */
export const secretVariables = {
  token: "MENDIX_PAT",
  validationSecret: "WEBHOOK_SECRET",
  value: "HEADER_VALUE",
} as const;

/** Headers that curl sets by itself. */
const automatic = /^(host|connection|content-length|accept-encoding|sec-fetch-mode|user-agent)$/;

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * A command for a POSIX shell that sends a request again, with its secrets in variables.
 *
 * @param redact - applied to the URL and the headers, in case that a secret got there
 * @param isSecretShown - whether the `validationSecret` is what the request is about; the suite has
 * made it up then
 */
export function curlCommand(
  { method, url, requestHeaders, requestBody }: RecordedExchange,
  { redact, isSecretShown }: { redact: Redact; isSecretShown: boolean },
): string {
  const headers = Object.entries(requestHeaders)
    .filter(([name]) => !automatic.test(name))
    .map(([name, value]) => `-H ${quotedHeader(name, value, redact)}`);
  const body = requestBody === "" ? [] : [`--data-raw ${quotedBody(requestBody, isSecretShown)}`];
  return ["curl -gi", `-X ${method}`, ...headers, ...body, quote(redact(url))].join(" ");
}

function quotedHeader(name: string, value: string, redact: Redact): string {
  if (value === "") return quote(`${name};`); // With a colon curl would not send the header.
  if (name !== "authorization") return quote(redact(`${name}: ${value}`));
  const [, scheme = ""] = value.match(/^(\S+ )\S/) ?? [];
  return `${quote(`${name}: ${scheme}`)}"$${secretVariables.token}"`;
}

function quotedBody(body: string, isSecretShown: boolean): string {
  return quote(body).replace(
    /("(validationSecret|value)"\s*:\s*")((?:[^"\\]|\\.)*)/g,
    (all, before: string, name: "validationSecret" | "value") =>
      isSecretShown && name === "validationSecret" ? all : `${before}'"$${secretVariables[name]}"'`,
  );
}
