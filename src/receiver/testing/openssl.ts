import { execFile } from "node:child_process";

export interface Signable {
  id: string;
  /** As it is written in the header. */
  timestamp: number | string;
  body: string | Uint8Array;
}

/**
 * Signs as the shell recipe of Mendix's documentation: the base64 of openssl's digest of
 * `id.timestamp.body`.
 */
export async function signWithOpenssl(
  keyOptions: readonly string[],
  { id, timestamp, body }: Signable,
): Promise<string> {
  const message = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
  const digest = await openssl(["dgst", "-sha256", ...keyOptions, "-binary"], message);
  return `v1,${digest.toString("base64")}`;
}

/** Keys with the characters of the secret. */
export const withRawKey = (secret: string) => ["-hmac", secret];

/** Keys with the bytes that the secret is the base64 of. */
export function withDecodedKey(secret: string): string[] {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return ["-mac", "HMAC", "-macopt", `hexkey:${key.toString("hex")}`];
}

function openssl(args: readonly string[], input: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile("openssl", args, { encoding: "buffer" }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (error.code === "ENOENT") reject(new Error(absent));
      else reject(error);
    });
    // Why nothing reads the input is told above.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

const absent =
  "there is no openssl to compare with; install it " +
  "(Debian: apt-get install openssl, macOS: brew install openssl)";
