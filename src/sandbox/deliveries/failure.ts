/** Why an attempt failed, in one line that holds nothing of what was sent. */
export class Failure extends Error {
  override readonly name = "Failure";
}

const lines: Record<string, string> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection closed before the answer was complete",
  EPIPE: "connection closed before the answer was complete",
  ETIMEDOUT: "no connection",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "network unreachable",
  ENOTFOUND: "host not found",
  EAI_AGAIN: "host not found",
  ERR_INVALID_CHAR: "a custom header cannot be sent",
  ERR_INVALID_HTTP_TOKEN: "a custom header cannot be sent",
  ERR_INVALID_URL: "the URL is not valid",
};

/** The line for whatever an attempt threw; messages of others may repeat what was sent. */
export function lineOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  const code = codeOf(error);
  const line = lines[code];
  if (line !== undefined) return line;
  if (code.startsWith("HPE_")) return `the answer is not HTTP (${code})`;
  if (/CERT|^ERR_(TLS|SSL)|^EPROTO/.test(code)) return `no trusted TLS connection (${code})`;
  return /^[A-Z][A-Z0-9_]*$/.test(code) ? `the request failed (${code})` : "the request failed";
}

/** Node's code; `fetch` hides it in the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : codeOf(error.cause);
}
