import type { RecordedExchange } from "../run/recording.js";
import { type Mask, replaceSecrets, unprintable } from "./masking.js";

/** The shell variable that stands for the token. */
export const tokenVariable = "MENDIX_PAT";

/** Headers that curl sets by itself. */
const automatic = /^(host|connection|content-length|accept-encoding|sec-fetch-mode|user-agent)$/;

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * A command for a POSIX shell that sends a request again, with the token in a variable. Each secret
 * in the body is replaced by one of the same form, so that the response is the same.
 */
export function curlCommand(
  { method, url, requestHeaders, requestBody }: RecordedExchange,
  mask: Mask,
): string {
  const headers = Object.entries(requestHeaders)
    .filter(([name]) => !automatic.test(name))
    .map(([name, value]) => `-H ${quotedHeader(name, value, mask)}`);
  const text = replaceSecrets(requestBody, madeUp).replace(unprintable, escaped);
  const body = text === "" ? [] : [`--data-raw ${quote(text)}`];
  return ["curl -gi", `-X ${method}`, ...headers, ...body, quote(mask(url))].join(" ");
}

function quotedHeader(name: string, value: string, mask: Mask): string {
  if (value === "") return quote(`${name};`); // With a colon curl would not send the header.
  if (name !== "authorization") return quote(mask(`${name}: ${value}`));
  const [, scheme = ""] = value.match(/^(\S+ )\S/) ?? [];
  return `${quote(`${name}: ${scheme}`)}"$${tokenVariable}"`;
}

/** Bodies are JSON. */
const escaped = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value with the same prefix, length, kinds of characters and escapes. */
function madeUp(value: string): string {
  const [prefix = ""] = value.match(/^[a-z]{1,10}_/) ?? [];
  const others = value.slice(prefix.length).replace(/\\u[\da-f]{4}|\\.|[a-z\d]/gi, (found) => {
    if (found.length > 1) return found;
    if (/\d/.test(found)) return "0";
    return found < "a" ? "A" : "a";
  });
  return prefix + others;
}
