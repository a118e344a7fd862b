import { buffer } from "node:stream/consumers";
import { parseData, readBytes } from "./read-data.js";
import { CommandError, type Terminal } from "./terminal.js";

/** A delivery as somebody kept it. The names of the headers are in lower case. */
export interface RecordedDelivery {
  headers: Record<string, string[]>;
  body: Uint8Array;
}

/**
 * Reads headers and body from files; `-` is standard input. If both are there, they are a whole
 * request: the headers, an empty line, and the body.
 *
 * @throws CommandError
 */
export async function readDelivery(
  headers: string,
  body: string,
  { stdin }: Terminal,
): Promise<RecordedDelivery> {
  if ([headers, body].includes("-") && stdin.isTTY) {
    throw new CommandError(
      "give --headers <file> and --body <file>, or pipe a whole request to this command",
    );
  }
  const read = async (path: string) => (path === "-" ? buffer(stdin) : readBytes(path));
  if (headers !== "-" || body !== "-") {
    const head = new TextDecoder().decode(await read(headers));
    return { headers: await parseHeaders(head, headers), body: await read(body) };
  }
  const whole = await buffer(stdin);
  // In this encoding, characters are bytes.
  const { index = whole.length, 0: gap = "" } =
    /\r?\n\r?\n/.exec(whole.toString("latin1")) ?? ({} as Partial<RegExpExecArray>);
  const head = whole.subarray(0, index).toString();
  return { headers: await parseHeaders(head, headers), body: whole.subarray(index + gap.length) };
}

/** A field of HTTP: its name is a token (RFC 9110, 5.6.2). */
const field = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/;

/**
 * Reads headers from the lines of a request, from what `curl -v` wrote, or from a JSON object.
 *
 * @throws CommandError if there are none
 */
async function parseHeaders(text: string, path: string): Promise<RecordedDelivery["headers"]> {
  const name = path === "-" ? "standard input" : path;
  const isJson = text.trimStart().startsWith("{");
  const fields = isJson ? Object.entries(Object(await parseData(text, name))) : fieldsIn(text);
  const headers: RecordedDelivery["headers"] = {};
  for (const [key, value] of fields) {
    headers[key.toLowerCase()] = [
      ...(headers[key.toLowerCase()] ?? []),
      [value].flat().map(String),
    ].flat();
  }
  if (fields.length > 0) return headers;
  throw new CommandError(
    `${name}: there are no headers; they are lines such as 'webhook-id: msg_…', or a JSON object`,
  );
}

function fieldsIn(text: string): [key: string, value: string][] {
  const lines = text.split(/\r?\n/);
  // curl marks what it sent, beside what it received and its own remarks.
  const sent = lines.filter((line) => line.startsWith("> ")).map((line) => line.slice(2));
  return (sent.length > 0 ? sent : lines).flatMap((line): [string, string][] => {
    const [, key, value = ""] = field.exec(line) ?? [];
    return key === undefined ? [] : [[key, value]];
  });
}
