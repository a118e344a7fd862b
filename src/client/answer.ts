import type { ErrorEnvelope, InvalidParam } from "../../generated/models.js";
import type { WithResponse } from "./call.js";
import { ApiError, type RequestDetails, toApiError } from "./errors.js";

/** Makes a result of a successful answer and an error of any other. */
export function readAnswer(
  request: RequestDetails,
  response: Response,
  text: string | undefined,
): WithResponse<unknown> {
  if (!response.ok) throw toApiError({ ...details(request, response), ...readEnvelope(text) });
  if (response.status === 204 || text === undefined) return { data: undefined, response };
  try {
    return { data: JSON.parse(text), response };
  } catch {
    const reason = "the answer is not JSON";
    throw new ApiError(
      { ...details(request, response), reason, invalidParams: [] },
      "invalid_response",
    );
  }
}

const details = ({ method, url }: RequestDetails, { status, statusText, headers }: Response) => ({
  method,
  url,
  status,
  statusText,
  headers,
});

/** Reads what it can of an error's body; the service does not always send its own envelope. */
function readEnvelope(text = ""): { reason: string; invalidParams: readonly InvalidParam[] } {
  try {
    const { error } = JSON.parse(text) as ErrorEnvelope;
    const invalidParams = error["invalid-params"] ?? [];
    return { reason: invalidParams[0]?.reason ?? error.message, invalidParams };
  } catch {
    return { reason: "", invalidParams: [] };
  }
}
