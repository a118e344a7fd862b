/** Why an attempt failed, in one line that repeats nothing of what was sent. */
export class DeliveryFailure extends Error {
  override readonly name = "DeliveryFailure";
}

const descriptions: Record<string, string> = {
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

/** Describes any error in one line. Messages of other libraries may repeat what was sent. */
export function describeFailure(error: unknown): string {
  if (error instanceof DeliveryFailure) return error.message;
  const code = codeOf(error);
  const description = descriptions[code];
  if (description !== undefined) return description;
  if (code.startsWith("HPE_")) return `the answer is not HTTP (${code})`;
  if (/CERT|^ERR_(TLS|SSL)|^EPROTO/.test(code)) return `no trusted TLS connection (${code})`;
  return /^[A-Z][A-Z0-9_]*$/.test(code) ? `the request failed (${code})` : "the request failed";
}

/** The error code of Node.js, which `fetch` puts into the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : codeOf(error.cause);
}
