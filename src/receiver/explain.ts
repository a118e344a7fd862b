import { bodyOf, type Delivery, toBytes } from "./raw-delivery.js";
import type { VerificationFailure } from "./receiver-errors.js";
import {
  checkHeaders,
  checkSignature,
  checkVerifyOptions,
  type SignatureClaim,
  type Verification,
  type VerifyOptions,
} from "./verify.js";

/** Why a delivery does not verify, in words. */
export interface Explanation {
  /** The result of `verify`. */
  verification: Verification;
  /** One sentence for each cause that was found, with the remedy. Empty if it verifies. */
  causes: string[];
}

/** What the code of the failure alone tells; `verification` has its details. */
const causesByCode: Partial<Record<VerificationFailure["code"], string>> = {
  missing_header: "A header is missing, empty or too long; a proxy may drop it.",
  invalid_timestamp: "The header webhook-timestamp is not a number of seconds.",
  timestamp_too_new:
    "The timestamp lies in the future: it is in milliseconds, or a clock is wrong.",
  timestamp_too_old: "The delivery is old: it was held back, or a clock is wrong.",
  weak_key: "No secret gives a key of 24 bytes or more; use a longer one.",
  body_was_parsed: "The body is no longer raw; pass the bytes as they arrived, before any parser.",
};

/** Each cause with what the value may have been before. */
type Causes = [cause: string, before: string][];

const causesInSecret = (secret: string): Causes => [
  ["The secret has spaces or a line break around it; remove them.", secret.trim()],
  ["The secret begins with 'v1,', as signatures do; remove it.", secret.replace(/^v1,/, "")],
  ["The secret has quotes around it; remove them.", secret.replace(/^(["'])(.*)\1$/, "$2")],
];

const causesInBody = (body: string): Causes => [
  ["A line break was added at the end of the body.", body.replace(/\r?\n$/, "")],
  ["The line break at the end of the body was removed.", `${body}\n`],
  ["A byte-order mark was added to the body.", body.replace(/^\uFEFF/, "")],
  ["The byte-order mark of the body was removed.", `\uFEFF${body}`],
  ["Line breaks in the body were changed.", body.replaceAll("\r\n", "\n")],
  ...jsonLayouts(body).map((layout): Causes[number] => [
    "The body was parsed and written again as JSON; verify the raw body, before any parser.",
    layout,
  ]),
];

function jsonLayouts(body: string): string[] {
  try {
    const write = (indent?: number) => JSON.stringify(JSON.parse(body), null, indent);
    // The last one has a space after each comma and colon, as Python writes it.
    return [write(), write(2), write(4), write(1).replace(/,\n */g, ", ").replace(/\n */g, "")];
  } catch {
    return [];
  }
}

const unknownCause =
  "No secret given made any of the signatures; compare it with the webhook's validationSecret, " +
  "and check that the body is complete.";

/**
 * Explains why a delivery does not verify, by trying the usual mistakes with secrets, bodies and
 * clocks.
 *
 * @throws ReceiverError when an option is invalid
 */
export async function explain(delivery: Delivery, options: VerifyOptions): Promise<Explanation> {
  const checked = checkVerifyOptions(options);
  const claim = checkHeaders(delivery, checked);
  const body = await bodyOf(delivery);
  const verification = claim.ok ? await checkSignature(claim, body, checked) : claim;
  if (verification.ok) return { verification, causes: [] };
  const causes = [causesByCode[verification.code]].filter((cause) => cause !== undefined);
  // A wrong clock must not hide what else is wrong.
  const untimed = checkHeaders(delivery, { ...checked, tolerance: Number.MAX_SAFE_INTEGER });
  if (untimed.ok && body !== undefined) {
    causes.push(...(await causesInContent(untimed, body, checked)));
  }
  return { verification, causes };
}

/** Tries every mistake with the body together with every mistake with a secret. */
async function causesInContent(
  claim: SignatureClaim,
  body: Uint8Array,
  { secrets, keyEncoding }: ReturnType<typeof checkVerifyOptions>,
): Promise<string[]> {
  const wrongEncoding = `The key is not the secret read as ${keyEncoding}; omit keyEncoding.`;
  const otherSecrets = secrets.flatMap((secret) => [
    ["", secret] as const,
    ...causesInSecret(secret),
  ]);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  for (const [bodyCause, sent] of [["", text] as const, ...causesInBody(text)]) {
    for (const [secretCause, secret] of otherSecrets) {
      const candidate = { secrets: [secret], keyEncoding: "auto" } as const;
      if (!(await checkSignature(claim, toBytes(sent), candidate)).ok) continue;
      const causes = [bodyCause, secretCause].filter((cause) => cause !== "");
      return causes.length > 0 || keyEncoding === "auto" ? causes : [wrongEncoding];
    }
  }
  return [unknownCause];
}
