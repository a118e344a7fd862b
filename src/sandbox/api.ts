import type { Context, Hono } from "hono";
import { answers, examples } from "../../generated/examples.js";
import { operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import type { Clock } from "../shared/clock.js";
import { type Answer, Refusal } from "./answer.js";
import { authenticate, refusalLike, type Token } from "./authenticate.js";
import { type Environment, headerOf, readText } from "./environment.js";
import type { FaultLines } from "./faults/faults.js";
import type { HandlerRequest, Handlers } from "./handlers.js";
import { preferredAnswer } from "./prefer.js";
import type { RateLimit } from "./rate-limit.js";
import { readRequest } from "./read-request.js";
import { writeAnswer } from "./write-answer.js";

/** What the management API stands on. */
export interface ApiServices {
  handlers: Handlers;
  faults: FaultLines;
  clock: Clock;
  /** Tokens that are accepted; any if undefined. */
  tokens: ReadonlyMap<string, Token> | undefined;
  rateLimit: RateLimit;
  maxBodyBytes: number;
  /** Aborted when nobody is to be answered any more. */
  closing: AbortSignal;
  /** Resolves once what was changed is safe. */
  saved(): Promise<void>;
  /** Told of failures of the sandbox itself. */
  onError(error: unknown): void;
}

/** Gives an app the operations of the contract, below a path. */
export function mountApi(app: Hono<Environment>, basePath: string, services: ApiServices): void {
  for (const operationId of Object.keys(operations) as OperationId[]) {
    const { method, path } = operations[operationId];
    app.on(method, basePath + path.replace(/\{([^}]+)\}/g, ":$1"), async (context) => {
      const answer = await perform(operationId, context, services);
      const delay = services.faults.delay(operationId);
      if (delay > 0) await wait(delay, services);
      return writeAnswer(answer, context.env?.outgoing);
    });
  }
}

/** Gives an app its answer to a path or a method that it does not have. */
export function mountRefusals(
  app: Hono<Environment>,
  basePath: string,
  { faults }: Pick<ApiServices, "faults">,
): void {
  const known = Object.values(operations).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${basePath}${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
  }));
  app.notFound(({ req, env }) => {
    const methods = known.filter(({ pattern }) => pattern.test(req.path));
    const allow = methods.map(({ method }) => method).join(", ");
    const headers = allow !== "" && !faults.breaks("sendAllow") ? { allow } : {};
    const refusal =
      allow === ""
        ? new Refusal(404, "Not found")
        : new Refusal(405, "Method not allowed", [], headers);
    return writeAnswer(refusal.answer, env?.outgoing);
  });
}

async function perform(
  operationId: OperationId,
  context: Context<Environment>,
  services: ApiServices,
): Promise<Answer> {
  const { faults, onError } = services;
  try {
    const instead = faults.instead(operationId);
    return faults.change(operationId, instead ?? (await fulfil(operationId, context, services)));
  } catch (error) {
    if (error instanceof Refusal) return faults.change(operationId, error.answer);
    // A client that went away before its request was complete is no failure of the sandbox.
    if (!context.env?.incoming?.destroyed) onError(error);
    return refusalLike(examples.systemError).answer;
  }
}

/** @throws Refusal */
async function fulfil(
  operationId: OperationId,
  context: Context<Environment>,
  { handlers, faults, tokens, rateLimit, maxBodyBytes, saved }: ApiServices,
): Promise<Answer> {
  const { hasBody, successStatuses, method } = operations[operationId];
  const authorization = headerOf(context, "authorization");
  rateLimit.count(authenticate(operationId, authorization, tokens, faults.breaks));
  const raw = {
    path: context.req.param(),
    query: takesQuery(operationId) ? context.req.queries() : {},
    contentType: headerOf(context, "content-type"),
    text: hasBody ? await readText(context, maxBodyBytes) : "",
  };
  const request = readRequest(operationId, raw, faults);
  const preferred = preferredAnswer(operationId, headerOf(context, "prefer"));
  if (preferred) return preferred;
  const handle = handlers[operationId] as ((request: unknown) => unknown) | undefined;
  if (handle === undefined) return exampleOf(operationId);
  const body = handle(request satisfies Partial<HandlerRequest<OperationId>> | unknown);
  if (method !== "GET") await saved();
  return { status: successStatuses[0], body };
}

const takesQuery = (operationId: OperationId) =>
  operations[operationId].parameters.some(({ in: place }) => place === "query");

/** The contract's first example of a success, for what nobody has written a handler for. */
export function exampleOf(operationId: OperationId): Answer {
  const [status] = operations[operationId].successStatuses;
  const { headers = {}, bodies = {} } = answers[operationId][status] ?? {};
  return { status, headers, body: Object.values(bodies)[0] };
}

/** Resolves after so many milliseconds, or as soon as it is over. */
function wait(milliseconds: number, { clock, closing }: ApiServices): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      cancel();
      closing.removeEventListener("abort", stop);
      resolve();
    };
    const cancel = clock.schedule(stop, milliseconds);
    closing.addEventListener("abort", stop);
  });
}
