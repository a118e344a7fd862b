import { STATUS_CODES } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { answers } from "../../../generated/examples.js";
import type { OperationId } from "../../../generated/routes.js";
import { type Answer, textOf } from "../answer.js";

/** Never changed in place: it may be what is stored. */
type Json = Readonly<Record<string, unknown>>;
/** What stands on a page of a list. */
type Page = Json & { readonly webhooks: readonly unknown[]; readonly cursors: Json };

type Change = (answer: Answer) => Answer;

export const isError = ({ status }: Answer): boolean => status >= 400;
const isSuccess = (answer: Answer) => !isError(answer);
export const hasText = (answer: Answer): boolean => textOf(answer) !== "";

/** A refusal as the contract shows it; in its form, where it does not document the status. */
export function failure(operationId: OperationId, status: number): Answer {
  const { headers = {}, bodies = {} } = answers[operationId][status] ?? {};
  const message = STATUS_CODES[status] ?? "Failed";
  const [body = { error: { code: status, message } }] = Object.values(bodies);
  return { status, headers: { ...headers }, body };
}

/** Changes some answers, and leaves the others as they are. */
export const where =
  (fits: (answer: Answer) => boolean, change: Change): Change =>
  (answer) =>
    fits(answer) ? change(answer) : answer;

const inBody = (fits: (answer: Answer) => boolean, change: (body: Json) => unknown): Change =>
  where(
    (answer) => fits(answer) && isJson(answer.body),
    (answer) => {
      const body = change(answer.body as Json);
      return isDeepStrictEqual(body, answer.body) ? answer : { ...answer, body };
    },
  );

/** Changes the `error` of refusals. */
export const inErrors = (change: (error: Json) => Json): Change =>
  inBody(isError, ({ error, ...rest }) => ({
    ...rest,
    error: isJson(error) ? change(error) : error,
  }));

/** Changes pages of a list. */
export const inPages = (change: (page: Page) => Json): Change =>
  inBody(isSuccess, (body) =>
    Array.isArray(body.webhooks) && isJson(body.cursors) ? change(body as Page) : body,
  );

/** Changes each webhook that an answer shows. */
export const inWebhooks = (change: (webhook: Json) => Json): Change =>
  inBody(isSuccess, (body) =>
    Array.isArray(body.webhooks) ? { ...body, webhooks: body.webhooks.map(change) } : change(body),
  );

/** Answers with another status, without a body where HTTP does not know one. */
export function withStatus(answer: Answer, status: number): Answer {
  if (status === answer.status) return answer;
  const { body: _, text: __, ...rest } = answer;
  return [204, 205, 304].includes(status) ? { ...rest, status } : { ...answer, status };
}

export const withText = (
  answer: Answer,
  text: string,
  contentType = "application/json",
): Answer => ({
  ...answer,
  headers: { ...answer.headers, "content-type": contentType },
  text,
});

/** The first half of an answer's text, which is never JSON. */
export const halfOf = (answer: Answer): string => {
  const text = textOf(answer);
  return text.slice(0, Math.ceil(text.length / 2));
};

/** Leaves out the headers whose lower-case names fit. */
export function withoutHeaders(answer: Answer, fits: (name: string) => boolean): Answer {
  const names = [
    ...(hasText(answer) ? ["content-type"] : []),
    ...Object.keys(answer.headers ?? {}),
  ];
  const dropped = names.filter((name) => fits(name.toLowerCase()) && !isDropped(answer, name));
  if (dropped.length === 0) return answer;
  const nothing = Object.fromEntries(dropped.map((name) => [name, undefined]));
  return { ...answer, headers: { ...answer.headers, ...nothing } };
}

const isDropped = ({ headers = {} }: Answer, name: string) =>
  Object.hasOwn(headers, name) && headers[name] === undefined;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
