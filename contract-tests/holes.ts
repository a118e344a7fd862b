import type { Finding } from "./oracle.js";

/**
 * Where Prism itself breaks the contract. Each hole names exactly what the oracle finds in such an
 * answer: more or less than that fails the check, so that a hole which closes is noticed.
 */
export const holes = {
  /** It makes up a 422 where the contract documents neither 422 nor 400. */
  undocumentedRefusal: [{ place: "status", keyword: "documented" }],
  /** It answers malformed JSON with a 400 of its own shape, before looking at the token. */
  malformedJson: [{ place: "content-type", keyword: "mediaType" }],
  /** It answers an undocumented method with a problem document of its own. */
  undocumentedMethod: [{ place: "status", keyword: "documented" }],
  /** It takes a body of JSON `null` for no body at all. */
  nullBody: [{ place: "body", keyword: "required" }],
} as const satisfies Record<string, readonly Finding[]>;
