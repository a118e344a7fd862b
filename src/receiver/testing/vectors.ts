import type { KeyEncoding } from "../signature.js";
import signatures from "./signatures.json" with { type: "json" };

/** A delivery with its verdict; published, or computed again with OpenSSL. */
export interface Vector {
  name: string;
  secret: string;
  id: string;
  timestamp: string;
  body: string;
  signature: string;
  valid: boolean;
  /** The reading of the secret that matches, of a valid one. */
  keyEncoding?: KeyEncoding;
  /** The code of the failure, of another. */
  reason?: string;
  /** The receiver's clock, in seconds. */
  now: number;
}

export const vectors = signatures.vectors as Vector[];
