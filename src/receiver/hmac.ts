import { encode } from "./keys.js";

interface NodeHmac {
  update(part: string | Uint8Array): NodeHmac;
  digest(encoding: "base64"): string;
}
interface NodeCrypto {
  createHmac(algorithm: "sha256", key: Uint8Array): NodeHmac;
}
interface NodeProcess {
  getBuiltinModule?(id: string): NodeCrypto;
}

/** Where it is built in; asked for at run time, so that no bundler looks for it elsewhere. */
const nodeCrypto = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.(
  "node:crypto",
);

/** The base64 of an HMAC-SHA256 over a text followed by bytes. */
export const hmac: (
  key: Uint8Array<ArrayBuffer>,
  text: string,
  body: Uint8Array<ArrayBuffer> | string,
) => string | Promise<string> = nodeCrypto
  ? (key, text, body) =>
      nodeCrypto.createHmac("sha256", key).update(text).update(body).digest("base64")
  : async (key, text, body) => {
      const algorithm = { name: "HMAC", hash: "SHA-256" };
      const cryptoKey = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
      const start = encode(text);
      const end = typeof body === "string" ? encode(body) : body;
      const message = new Uint8Array(start.length + end.length);
      message.set(start);
      message.set(end, start.length);
      const digest = await crypto.subtle.sign("HMAC", cryptoKey, message);
      return btoa(String.fromCharCode(...new Uint8Array(digest)));
    };

/** Compares in a time that does not tell where two texts differ. */
export function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
