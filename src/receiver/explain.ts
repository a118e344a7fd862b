import { bodyOf, type Delivery, toBytes } from "./raw-delivery.js";
import type { VerificationFailure } from "./receiver-errors.js";
import {
  checkHeaders,
  checkSignature,
  checkVerifyOptions,
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

/** Common mistakes, and what the value may have been before each of them. */
type Mistakes = Record<string, (value: string) => string[]>;

const secretMistakes: Mistakes = {
  "The secret has spaces or a line break around it": (it) => [it.trim()],
  "The secret begins with 'v1,', as signatures do": (it) => [it.trim().replace(/^v1,/, "")],
  "The secret has quotes around it": (it) => [it.trim().replace(/^(["'])(.*)\1$/, "$2")],
};

const bodyMistakes: Mistakes = {
  "A line break was added at the end of the body": (it) => [it.replace(/\r?\n$/, "")],
  "The line break at the end of the body was removed": (it) => [`${it}\n`],
  "A byte-order mark was added to the body": (it) => [it.replace(/^\uFEFF/, "")],
  "The byte-order mark of the body was removed": (it) => [`\uFEFF${it}`],
  "Line breaks in the body were changed": (it) => [it.replaceAll("\r\n", "\n")],
  "The body was parsed and written again as JSON": (it) => {
    const [compact = "", one = "", ...indented] = [0, 1, 2, 4].map((indent) =>
      JSON.stringify(JSON.parse(it), null, indent),
    );
    // On one line with a space after each comma and colon, as Python writes it.
    return [compact, ...indented, one.replace(/,\n */g, ", ").replace(/\n */g, "")];
  },
};

/** What the failure alone tells; `verification` has its details. */
const causesInHeaders: Partial<Record<VerificationFailure["code"], string>> = {
  missing_header: "A header is missing, empty or too long; a proxy may drop it.",
  invalid_timestamp: "The header webhook-timestamp is not a number of seconds.",
  timestamp_too_new:
    "The timestamp lies in the future: it is in milliseconds, or a clock is wrong.",
  timestamp_too_old: "The delivery is old: it was held back, or a clock is wrong.",
  weak_key: "No secret gives a key of 24 bytes or more; use a longer one.",
  body_was_parsed: "The body is no longer raw; pass the bytes as they arrived, before any parser.",
};

/**
 * Explains why a delivery does not verify, by trying the usual mistakes with secrets, bodies and
 * clocks.
 *
 * @throws ReceiverError when an option is invalid
 */
export async function explain(delivery: Delivery, options: VerifyOptions): Promise<Explanation> {
  const checked = checkVerifyOptions(options);
  const strictClaim = checkHeaders(delivery, checked);
  const body = await bodyOf(delivery);
  const verification = strictClaim.ok
    ? await checkSignature(strictClaim, body, checked)
    : strictClaim;
  if (verification.ok) return { verification, causes: [] };
  const cause = causesInHeaders[verification.code];
  const causes = cause === undefined ? [] : [cause];
  // A wrong clock must not hide what else is wrong.
  const claim = checkHeaders(delivery, { ...checked, tolerance: Number.MAX_SAFE_INTEGER });
  if (!claim.ok || body === undefined) return { verification, causes };

  const isMatch = async (candidate: Uint8Array | undefined, secrets: readonly string[]) =>
    (await checkSignature(claim, candidate, { secrets, keyEncoding: "auto" })).ok;
  if (!(await isMatch(body, checked.secrets))) {
    causes.push(...(await causesInContent(body, checked.secrets, isMatch)));
  } else if (checked.keyEncoding !== "auto") {
    causes.push(
      `The key is not the secret read as ${checked.keyEncoding}; omit keyEncoding, or pin another.`,
    );
  }
  return { verification, causes };
}

/** Tries every repair of the body together with every repair of a secret. */
async function causesInContent(
  body: Uint8Array,
  secrets: readonly string[],
  isMatch: (body: Uint8Array | undefined, secrets: readonly string[]) => Promise<boolean>,
): Promise<string[]> {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  const bodies = undone(text, bodyMistakes, "pass the bytes as they arrived, before any parser");
  const others = secrets.flatMap((one) => undone(one, secretMistakes, "remove that"));
  for (const [bodyCause, candidate] of [["", text], ...bodies] as const) {
    for (const [secretCause, secret] of [["", secrets], ...others] as const) {
      const isFound = await isMatch(toBytes(candidate), [secret].flat());
      if (isFound) return [bodyCause, secretCause].filter((cause) => cause !== "");
    }
  }
  return [
    "No secret given made any of the signatures; compare it with the webhook's validationSecret, " +
      "and check that the body is complete.",
  ];
}

/** Each cause with what the value was before, leaving out the mistakes that do not apply. */
function undone(value: string, mistakes: Mistakes, remedy: string): [cause: string, it: string][] {
  return Object.entries(mistakes).flatMap(([mistake, undo]) => {
    try {
      const others = undo(value).filter((before) => before !== value);
      return others.map((before): [string, string] => [`${mistake}; ${remedy}.`, before]);
    } catch {
      return []; // The body is not JSON.
    }
  });
}
