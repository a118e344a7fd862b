import type { Request } from "../../oracle/http-exchange.js";

/**
 * A request as one line for a POSIX-like shell that knows `$'…'`. Deliberately small: the reports
 * of the suite have their own, and one of the two can go.
 */
export function curlOf(baseUrl: string, path: string, request: Request): string {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name) =>
    encodeURIComponent(request.path[name] ?? ""),
  );
  const query = new URLSearchParams(request.query).toString();
  const headers = Object.entries(request.headers).map(
    // A header without a value ends with a semicolon; curl drops one that ends with a colon.
    ([name, value]) => `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`, "latin1")}`,
  );
  return [
    `curl -i -X ${request.method.toUpperCase()}`,
    quoted(`${baseUrl}${filled}${query && `?${query}`}`),
    ...headers,
    ...(request.body === undefined ? [] : [`--data-raw ${quoted(request.body)}`]),
  ].join(" ");
}

/** Headers travel as Latin-1, bodies as UTF-8: what is not ASCII is written byte by byte. */
function quoted(text: string, encoding: "latin1" | "utf8" = "utf8"): string {
  if (/^[ -~]*$/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const bytes = [...Buffer.from(text, encoding)].map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, "0")}`
      : String.fromCharCode(byte),
  );
  return `$'${bytes.join("")}'`;
}
