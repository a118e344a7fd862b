import type { InvalidParam } from "../../generated/models.js";

/** What a request is answered with, before it is written to the wire. */
export interface Answer {
  status: number;
  /** One that is undefined is not sent, also where the answer would have it by itself. */
  headers?: Record<string, string | undefined>;
  /** Sent as JSON; nothing is sent for undefined. */
  body?: unknown;
  /** Sent instead of `body`, as it is. */
  text?: string;
  /** Cuts the connection after so many characters of the body; below 0, instead of any answer. */
  cutAfter?: number;
  /** Never answers. */
  isHanging?: boolean;
}

/** The body as it is written. */
export const textOf = ({ text, body }: Answer): string =>
  text ?? (body === undefined ? "" : JSON.stringify(body));

/** A request that is not fulfilled, with the answer that says why. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(
    status: number,
    message: string,
    invalidParams: readonly InvalidParam[] = [],
    headers?: Record<string, string>,
  ) {
    super(message);
    const envelope = {
      code: status,
      message,
      ...(invalidParams.length > 0 && { "invalid-params": unique(invalidParams) }),
    };
    this.answer = { status, body: { error: envelope }, ...(headers && { headers }) };
  }
}

/** The contract wants each thing said once. */
const unique = (invalidParams: readonly InvalidParam[]): InvalidParam[] => [
  ...new Map(invalidParams.map((one) => [`${one.name} ${one.reason}`, one])).values(),
];
