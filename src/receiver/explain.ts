import { type Delivery, readBody, readHeaders } from "./delivery.js";
import { type Verification, type VerifyOptions, verify } from "./verify.js";

/** Why a delivery does not verify, for people. */
export interface Explanation {
  /** What `verify` says of the delivery as it is. */
  verification: Verification;
  /** One sentence for each cause that was found, with what to do; none if it verifies. */
  causes: string[];
}

/** Something that happens to secrets or bodies on their way, undone. */
interface Repair<Value> {
  undo(value: Value): Value | undefined;
  cause: string;
}

const secretRepairs: Repair<string>[] = [
  {
    undo: (secret) => secret.trim(),
    cause: "The secret has spaces or a line break around it; trim it where it is read.",
  },
  {
    undo: (secret) => secret.trim().replace(/^v1,/, ""),
    cause: "The secret begins with 'v1,', which belongs to signatures; remove it.",
  },
  {
    undo: (secret) => secret.trim().replace(/^(["'])(.*)\1$/, "$2"),
    cause: "The secret has quotes around it; remove them.",
  },
];

const rewritten =
  "The body was parsed and written again as JSON; verify the raw body, before any parser.";

/** JSON on one line with a space after each comma and colon, as Python writes it. */
function spaced(body: string): string {
  const lines = JSON.stringify(JSON.parse(body), null, 1);
  return lines.replace(/,\n */g, ", ").replace(/\n */g, "");
}

const bodyRepairs: Repair<string>[] = [
  {
    undo: (body) => body.replace(/\r?\n$/, ""),
    cause: "A line break was added at the end of the body; verify the bytes as they arrived.",
  },
  {
    undo: (body) => `${body}\n`,
    cause: "The line break at the end of the body was removed; verify the bytes as they arrived.",
  },
  {
    undo: (body) => body.replace(/^\uFEFF/, ""),
    cause: "A byte-order mark was added to the body; read the raw bytes, not decoded text.",
  },
  {
    undo: (body) => `\uFEFF${body}`,
    cause: "The byte-order mark of the body was removed; read the raw bytes, not decoded text.",
  },
  {
    undo: (body) => body.replaceAll("\r\n", "\n"),
    cause: "Line breaks in the body were changed; verify the bytes as they arrived.",
  },
  ...[undefined, 2, 4].map((indent) => ({
    undo: (body: string) => JSON.stringify(JSON.parse(body), null, indent),
    cause: rewritten,
  })),
  { undo: spaced, cause: rewritten },
];

/**
 * Says why a delivery does not verify, by trying what usually happens to secrets, bodies and clocks.
 *
 * @throws ReceiverError when an option cannot be used
 */
export async function explain(delivery: Delivery, options: VerifyOptions): Promise<Explanation> {
  const headers = readHeaders(delivery?.headers);
  const bytes = await readBody(delivery).catch(() => undefined);
  const raw = { headers: headers as Record<string, string>, body: bytes as string };
  const verification = await verify(raw, options);
  if (verification.ok) return { verification, causes: [] };
  const causes = causesInHeaders(verification, headers["webhook-timestamp"]);
  if (bytes === undefined || Object.keys(headers).length < 3) return { verification, causes };

  // Whatever the clock says: what else is wrong?
  const timeless = { ...options, tolerance: Number.MAX_SAFE_INTEGER };
  const matches = async (body: string | Uint8Array, secrets: readonly string[]) =>
    (await verify({ headers: raw.headers, body }, { ...timeless, secrets, keyEncoding: "auto" }))
      .ok;
  const text =
    typeof bytes === "string" ? bytes : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const secrets = [options.secrets].flat();
  if (await matches(bytes, secrets))
    return { verification, causes: [...causes, ...otherReading(options)] };
  for (const [body, ofBody] of [[text, []] as const, ...repaired(text, bodyRepairs)]) {
    for (const [list, ofSecret] of [[secrets, []] as const, ...repairedLists(secrets)]) {
      const found = [...ofBody, ...ofSecret];
      if (found.length > 0 && (await matches(body, list)))
        return { verification, causes: [...causes, ...found] };
    }
  }
  causes.push(
    "No secret given made any of the signatures; compare it with the webhook's validationSecret, and " +
      "check that the body is complete.",
  );
  return { verification, causes };
}

function causesInHeaders(verification: Verification, timestamp: string | undefined): string[] {
  if (verification.ok) return [];
  switch (verification.code) {
    case "missing_header":
      return [
        `The header ${verification.header} is missing, empty or too long; a proxy may drop it.`,
      ];
    case "invalid_timestamp":
      return ["The header webhook-timestamp is no number of seconds."];
    case "timestamp_too_new":
      return [
        /^\d{13}$/.test(timestamp ?? "")
          ? "The timestamp is in milliseconds; it has to be in seconds."
          : `The timestamp lies ${verification.skew} s in the future; set this machine's clock.`,
      ];
    case "timestamp_too_old":
      return [
        `The delivery is ${verification.skew} s old: it was kept too long, or the clock is wrong.`,
      ];
    case "weak_key":
      return ["No secret gives a key of 24 bytes or more; use a longer one."];
    case "body_was_parsed":
      return ["The body is not raw any more; give the receiver the bytes, before any parser."];
    case "no_match":
      return [];
  }
}

const otherReading = ({ keyEncoding = "auto" }: VerifyOptions): string[] =>
  keyEncoding === "auto"
    ? []
    : [`The key is not the secret read as ${keyEncoding}; leave keyEncoding out, or pin another.`];

/** What a value was before something happened to it, each with that something. */
function repaired<Value>(value: Value, repairs: Repair<Value>[]): [Value, string[]][] {
  return repairs.flatMap(({ undo, cause }): [Value, string[]][] => {
    try {
      const before = undo(value);
      return before === undefined || before === value ? [] : [[before, [cause]]];
    } catch {
      return [];
    }
  });
}

const repairedLists = (secrets: string[]): [string[], string[]][] =>
  secrets.flatMap((secret) =>
    repaired(secret, secretRepairs).map(([before, causes]): [string[], string[]] => [
      [before],
      causes,
    ]),
  );
