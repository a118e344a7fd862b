import { type Delivery, type RawBody, readDelivery } from "./raw-delivery.js";
import { type Verification, type VerifyOptions, verifyRaw } from "./verify.js";

/** Why a delivery does not verify, in words. */
export interface Explanation {
  /** The result of `verify`. */
  verification: Verification;
  /** One sentence for each cause that was found, with the remedy. Empty if it verifies. */
  causes: string[];
}

/** Reverses a common mistake with a secret or a body. */
interface Repair {
  undo(value: string): string;
  cause: string;
}

const secretRepairs: Repair[] = [
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

/** JSON on one line with a space after each comma and colon, as Python writes it. */
function spacedJson(body: string): string {
  const lines = JSON.stringify(JSON.parse(body), null, 1);
  return lines.replace(/,\n */g, ", ").replace(/\n */g, "");
}

const indentedJson = (indent?: number) => (body: string) =>
  JSON.stringify(JSON.parse(body), null, indent);

const bodyRepairs: Repair[] = [
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
  ...[indentedJson(), indentedJson(2), indentedJson(4), spacedJson].map((undo) => ({
    undo,
    cause: "The body was parsed and written again as JSON; verify the raw body, before any parser.",
  })),
];

/**
 * Explains why a delivery does not verify, by trying the usual mistakes with secrets, bodies and
 * clocks.
 *
 * @throws ReceiverError when an option is invalid
 */
export async function explain(delivery: Delivery, options: VerifyOptions): Promise<Explanation> {
  const { headers, body } = await readDelivery(delivery);
  const verification = await verifyRaw({ headers, body }, options);
  if (verification.ok) return { verification, causes: [] };
  const causes = causesInHeaders(verification, headers["webhook-timestamp"]);
  if (body === undefined || Object.keys(headers).length < 3) return { verification, causes };

  // A wrong clock must not hide what else is wrong.
  const lenient = { ...options, tolerance: Number.MAX_SAFE_INTEGER, keyEncoding: "auto" } as const;
  const isMatch = async (candidate: RawBody, secrets: readonly string[]) =>
    (await verifyRaw({ headers, body: candidate }, { ...lenient, secrets })).ok;
  const secrets = [options.secrets].flat();
  if (await isMatch(body, secrets)) causes.push(...causesInEncoding(options));
  else causes.push(...(await causesInContent(body, secrets, isMatch)));
  return { verification, causes };
}

function causesInHeaders(
  verification: Verification & { ok: false },
  timestamp: string | undefined,
): string[] {
  switch (verification.code) {
    case "missing_header":
      return [
        `The header ${verification.header} is missing, empty or too long; a proxy may drop it.`,
      ];
    case "invalid_timestamp":
      return ["The header webhook-timestamp is not a number of seconds."];
    case "timestamp_too_new":
      return [
        /^\d{13}$/.test(timestamp ?? "")
          ? "The timestamp is in milliseconds; it has to be in seconds."
          : `The timestamp lies ${verification.skew} s in the future; set this machine's clock.`,
      ];
    case "timestamp_too_old":
      return [
        `The delivery is ${verification.skew} s old: it was held back, or the clock is wrong.`,
      ];
    case "weak_key":
      return ["No secret gives a key of 24 bytes or more; use a longer one."];
    case "body_was_parsed":
      return ["The body is no longer raw; pass the bytes to the receiver, before any parser."];
    case "no_match":
      return [];
  }
}

const causesInEncoding = ({ keyEncoding = "auto" }: VerifyOptions): string[] =>
  keyEncoding === "auto"
    ? []
    : [`The key is not the secret read as ${keyEncoding}; omit keyEncoding, or pin another.`];

/** Tries every repair of the body together with every repair of a secret. */
async function causesInContent(
  body: RawBody,
  secrets: string[],
  isMatch: (body: RawBody, secrets: string[]) => Promise<boolean>,
): Promise<string[]> {
  const text =
    typeof body === "string" ? body : new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  const bodies = [{ value: text, causes: [] }, ...repaired(text, bodyRepairs)];
  const repairedSecrets = secrets.flatMap((secret) => repaired(secret, secretRepairs));
  const secretLists = [
    { value: secrets, causes: [] },
    ...repairedSecrets.map(({ value, causes }) => ({ value: [value], causes })),
  ];
  for (const bodyCandidate of bodies) {
    for (const secretCandidate of secretLists) {
      const causes = [...bodyCandidate.causes, ...secretCandidate.causes];
      const isRepaired = causes.length > 0;
      if (isRepaired && (await isMatch(bodyCandidate.value, secretCandidate.value))) return causes;
    }
  }
  return [
    "No secret given made any of the signatures; compare it with the webhook's validationSecret, " +
      "and check that the body is complete.",
  ];
}

interface Candidate {
  value: string;
  causes: string[];
}

/** What the value may have been before each of the mistakes, leaving out those that do not apply. */
function repaired(value: string, repairs: Repair[]): Candidate[] {
  return repairs.flatMap(({ undo, cause }) => {
    try {
      const before = undo(value);
      return before === value ? [] : [{ value: before, causes: [cause] }];
    } catch {
      return []; // The body is not JSON.
    }
  });
}
