import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import { createMethods, type Input, type Methods } from "../../generated/client.js";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import { type OperationId, type Route, routes, type Shape } from "../../generated/routes.js";
import type { paths } from "../../generated/schema.js";
import { monotonic } from "../shared/clock.js";
import type { RateLimit } from "../shared/rate-limit-headers.js";
import { type Call, type Calls, toCall, toPagedCall, type WithResponse } from "./call.js";
import { MendixWebhooksError } from "./client-errors.js";
import {
  type ClientOptions,
  type CreateOptions,
  checkOptions,
  type RequestOptions,
  withoutUndefined,
} from "./client-options.js";
import { readResponse, validateRequest } from "./contract-checks.js";
import { createReconciled } from "./reconcile.js";
import {
  type BaseRequest,
  lowerCaseNames,
  sendThroughMiddleware,
  toPlainRequest,
  withBody,
  writeRequest,
} from "./request-operation.js";
import type { ReadResponse } from "./send-once.js";
import { type CallState, failedRequestError, Sender, startCall } from "./send-with-retries.js";

/** A client of the Mendix Webhooks API: a method for each operation of the contract. */
export interface Client extends Omit<Methods<Calls, RequestOptions>, "createWebhook"> {
  /** {@inheritDoc Methods.createWebhook} */
  createWebhook(appId: string, body: WebhookInput, options?: CreateOptions): Call<WebhookDetailed>;
  /**
   * Changes some fields of a webhook and keeps the others, including its secret and headers. It
   * reads the webhook and replaces it: changes that others make in between are lost.
   */
  patchWebhook(
    appId: string,
    webhookId: string,
    partial: Partial<WebhookInput>,
    options?: RequestOptions,
  ): Call<WebhookDetailed>;
  /** The rate limit as the service last reported it. */
  readonly rateLimit: RateLimit | undefined;
  /**
   * The underlying openapi-fetch client, for what the methods do not offer. What its middleware does
   * itself is not limited by `timeout` and `deadline`.
   */
  readonly fetchClient: FetchClient<paths>;
}

/** Options of a request that is part of a larger call. */
interface OwnOptions extends RequestOptions {
  /** The deadline of the larger call, by the monotonic clock. */
  deadlineAt?: number | undefined;
  /** The properties of the body to check before sending, if not all. */
  changed?: readonly string[];
  /** What was read earlier in the larger call; its secrets are kept out of errors. */
  known?: unknown;
}

/**
 * Creates a client of the Mendix Webhooks API.
 *
 * @throws MendixWebhooksError with code `invalid_option`, before any request
 * @example
 * const client = createClient({ token: process.env.MENDIX_PAT ?? "" });
 * for await (const webhook of client.listWebhooks(appId)) console.log(webhook.name);
 */
export function createClient(options: ClientOptions): Client {
  const defaults = checkOptions(options);
  const sender = new Sender();
  const base: BaseRequest = {
    baseUrl: defaults.baseUrl.replace(/\/$/, ""),
    headers: {
      accept: "application/json, */*;q=0.1",
      "user-agent": defaults.userAgent,
      ...lowerCaseNames(defaults.headers),
    },
    authorization: `MxToken ${defaults.token}`,
  };
  async function sendFetchRequest(request: Request, call: CallState): Promise<ReadResponse> {
    const plain = await toPlainRequest(request, base);
    // Headers that middleware has added may be secrets: kept in the form of a webhook's headers.
    for (const [name, value] of Object.entries(plain.headers)) {
      if (!(name in base.headers) && name !== "content-type") call.secrets.push({ value });
    }
    const { response, text } = await sender.send(plain, call);
    return { response: withBody(response, text), text };
  }
  const fetchClient = createFetchClient<paths>({
    // Middleware does not see the token.
    baseUrl: base.baseUrl,
    headers: base.headers,
    fetch: async (request) =>
      (await sendFetchRequest(request, startCall(defaults, request, request.signal, []))).response,
  });
  let hasMiddleware = false;
  const { use } = fetchClient;
  fetchClient.use = (...middleware) => {
    hasMiddleware = true;
    use(...middleware);
  };

  async function perform(
    operationId: OperationId,
    input: Input,
    { signal, deadlineAt, changed, known, ...own }: OwnOptions = {},
  ): Promise<WithResponse<unknown>> {
    const options = Object.keys(own).length ? withDefaults(own) : defaults;
    const { method, path } = routes[operationId];
    const request = { method, url: base.baseUrl + path };
    const call = startCall(options, request, signal, [input.body, known], deadlineAt);
    validateRequest(operationId, input, options.validate.requests, changed);
    try {
      const send = (request: Request) => sendFetchRequest(request, call);
      const { response, text } = hasMiddleware
        ? await sendThroughMiddleware(fetchClient, operationId, input, options.headers, send)
        : await sender.send(writeRequest(base, operationId, input, options.headers), call);
      return readResponse(operationId, response, text, call);
    } catch (error) {
      if (error instanceof MendixWebhooksError) throw error;
      // Middleware threw, or the input cannot be written into a request.
      throw failedRequestError(MendixWebhooksError, "failed", error, call, "failed");
    }
  }

  function withDefaults(own: RequestOptions) {
    const headers = { ...defaults.headers, ...own.headers };
    return checkOptions({ ...defaults, ...withoutUndefined(own), headers });
  }

  const methods = createMethods<Calls, OwnOptions>((operationId, input, own) => {
    const { pagination }: Route = routes[operationId];
    const getPage = (cursor?: unknown, deadlineAt?: number) => {
      const query = {
        ...input.query,
        ...(pagination && cursor !== undefined && { [pagination.cursor]: cursor }),
      };
      return perform(operationId, { ...input, query }, { deadlineAt, ...own });
    };
    const call = pagination
      ? toPagedCall(pagination, getPage, () => startDeadline(own))
      : startedCall(perform(operationId, input, own));
    // The operation decides at run time which kind of call it is; `Calls` says the same in types.
    return call as Calls[typeof operationId];
  });

  /** Returns the deadline of several requests that start now, by the monotonic clock. */
  function startDeadline(own?: RequestOptions): number {
    const { clock, deadline } = { ...defaults, ...withoutUndefined(own) };
    return monotonic(clock) + deadline;
  }

  const client: Client = {
    ...methods,
    createWebhook(appId, body, { reconcile, ...own } = {}) {
      if (!reconcile) return methods.createWebhook(appId, body, own);
      const create = async () => {
        const deadlineAt = startDeadline(own);
        return createReconciled(methods, appId, body, { ...own, deadlineAt }, withDefaults(own));
      };
      return startedCall(create());
    },
    patchWebhook(appId, webhookId, partial, own) {
      const options = { ...own, deadlineAt: startDeadline(own) };
      const changes = withoutUndefined(partial);
      const result = methods.getWebhook(appId, webhookId, options).then((webhook) => {
        // A webhook that was read has all that a request takes, and more.
        const kept = pick(webhook, routes.updateWebhook.accepts) as WebhookInput;
        const body = { ...kept, ...changes };
        const update = { ...options, changed: Object.keys(changes), known: webhook };
        return methods.updateWebhook(appId, webhookId, body, update).withResponse();
      });
      return startedCall(result);
    },
    get rateLimit() {
      return sender.rateLimit;
    },
    fetchClient,
  };
  return client;
}

/** Makes a call of a result that is under way. */
const startedCall = <Result>(result: Promise<WithResponse<Result>>) => toCall(() => result);

/** Copies the parts of a value that a request takes. */
function pick(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, shape));
  const names = Object.keys(shape);
  if (typeof value !== "object" || value === null || names.length === 0) return value;
  const entries = Object.entries(value).filter(([name]) => names.includes(name));
  return Object.fromEntries(entries.map(([name, part]) => [name, pick(part, shape[name] ?? {})]));
}
