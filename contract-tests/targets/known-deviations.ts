import type { Finding } from "../judge/oracle.js";

/** What a target may be known to do against the contract. */
export type Situation =
  /** It refuses where the contract documents no status for a refusal. */
  | "undocumentedRefusal"
  | "malformedJson"
  | "undocumentedMethod"
  /** A body of JSON `null`. */
  | "nullBody"
  /** An `Authorization` of another scheme. */
  | "otherScheme";

/**
 * A way in which a target breaks the contract. It names exactly what the oracle finds in such an
 * exchange: more or less than that fails the check, so that a hole which closes is noticed.
 */
export interface Hole {
  /** What it does and why, for people. */
  reason: string;
  /** The status that it answers with. */
  status: number | "success";
  findings: readonly Finding[];
}

export type Holes = Readonly<Partial<Record<Situation, Hole>>>;

export const prismHoles = {
  undocumentedRefusal: {
    reason: "makes up a 422 where the contract documents neither 422 nor 400",
    status: 422,
    findings: [{ place: "status", keyword: "documented" }],
  },
  malformedJson: {
    reason: "answers malformed JSON in a shape of its own, before looking at the token",
    status: 400,
    findings: [{ place: "content-type", keyword: "mediaType" }],
  },
  undocumentedMethod: {
    reason: "answers an undocumented method in a shape of its own, without Allow",
    status: 405,
    findings: [
      { place: "content-type", keyword: "mediaType" },
      { place: "header", keyword: "required", missing: "allow" },
    ],
  },
  nullBody: {
    reason: "takes a body of JSON null for no body at all",
    status: 400,
    findings: [{ place: "body", keyword: "required" }],
  },
  otherScheme: {
    reason: "looks at whether there is an Authorization, not at what it says",
    status: "success",
    findings: [],
  },
} as const satisfies Holes;

export const sandboxHoles = {
  undocumentedRefusal: {
    reason: "refuses with 400 where the contract documents no status for a refusal",
    status: 400,
    findings: [{ place: "status", keyword: "documented" }],
  },
} as const satisfies Holes;
