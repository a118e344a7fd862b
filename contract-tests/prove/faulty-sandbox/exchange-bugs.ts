import { examples } from "../../../generated/examples.js";
import type { AroundExchange, SandboxOptions } from "../../../src/sandbox/index.js";

/** A bug, made of what anybody can do with a sandbox: it changes the options of its creation. */
export type SandboxBug = (options: SandboxOptions) => SandboxOptions;

type Json = Readonly<Record<string, unknown>>;
type Page = Json & { readonly webhooks: readonly Json[]; readonly cursors: Json };

/** Responses with another status, other headers, or JSON of another shape than the contract's. */
export const responseBugs: Readonly<Record<string, SandboxBug>> = {
  "429 without headers": inStatus(429, ({ body }) => new Response(body, { status: 429 })),
  "429 whose headers are words": inStatus(429, ({ body, headers }) => {
    const limits = [...headers.keys()].filter((name) => name.startsWith("x-ratelimit-"));
    const words = Object.fromEntries(limits.map((name) => [name, "soon"]));
    return new Response(body, { status: 429, headers: words });
  }),
  "204 is 200 with a body": inStatus(204, () => Response.json({ ok: true })),
  "400 is 422": inStatus(400, async (response) => {
    const { error } = (await response.json()) as { error: Json };
    return Response.json({ error: { ...error, code: 422 } }, { status: 422 });
  }),
  "errors are 200": around(async (_, next) => {
    const { status, body, headers } = await next();
    return new Response(body, { status: status >= 400 ? 200 : status, headers });
  }),

  "webhook without eventTypes": inWebhooks(({ eventTypes: _, ...webhook }) => webhook),
  "name is null": inWebhooks((webhook) => ({ ...webhook, name: null })),
  "isActive is text": inWebhooks((webhook) => ({ ...webhook, isActive: `${webhook.isActive}` })),
  "isActive in snake case": inWebhooks(({ isActive, ...webhook }) => ({
    ...webhook,
    is_active: isActive,
  })),
  "additional property": inWebhooks((webhook) => ({ ...webhook, internalId: 7 })),
  "secret is masked": inDetails((webhook) => ({ ...webhook, validationSecret: "********" })),
  "headers are an object": inDetails(({ headers, ...webhook }) =>
    Array.isArray(headers)
      ? { ...webhook, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) }
      : webhook,
  ),
  "absent headers are null": inDetails((webhook) => ({ headers: null, ...webhook })),
  "webhook in an envelope": inDetails((webhook) => ({ data: webhook })),

  "error with another code": inErrors((error) => ({ ...error, code: 1_000 + Number(error.code) })),
  "error without message": inErrors(({ message: _, ...error }) => error),
  "error without invalid-params": inErrors(({ "invalid-params": _, ...error }) => error),
  "error with empty invalid-params": inErrors((error) => ({ ...error, "invalid-params": [] })),
  "error with repeated invalid-params": inErrors(({ "invalid-params": params, ...error }) =>
    Array.isArray(params) ? { ...error, "invalid-params": [...params, ...params] } : error,
  ),
  "error without envelope": inJson((body) => body.error ?? body),

  "list without next cursor": inPages(({ cursors: { next: _, ...cursors }, ...page }) => ({
    ...page,
    cursors,
  })),
  "list without previous cursor": inPages(({ cursors: { prev: _, ...cursors }, ...page }) => ({
    ...page,
    cursors,
  })),
  "absent cursors are null": inPages(({ cursors, ...page }) => ({
    ...page,
    cursors: { prev: null, next: null, ...cursors },
  })),
  "list with custom headers": inPages(({ webhooks, ...page }) => ({
    ...page,
    webhooks: webhooks.map((one) => ({ ...one, headers: examples.pushWebhook.headers })),
  })),
};

/** Requests performed for whom they should not be. */
export const accessBugs: Readonly<Record<string, SandboxBug>> = {
  "no Authorization is accepted": accepting((authorization) => authorization === null),
  "another scheme is accepted": accepting((authorization) => /^Bearer/.test(authorization ?? "")),
  "an unknown token is accepted": accepting((authorization, { tokens = [] }) => {
    const [, token] = authorization?.match(/^MxToken (.+)$/) ?? [];
    return token !== undefined && !tokens.some((known) => known.token === token);
  }),
  "a revoked token is accepted": withTokens((token) => ({ ...token, isRevoked: false })),
  "scopes are ignored": withTokens(({ scopes: _, ...token }) => token),
  "an unknown app is accepted": ({ apps: _, ...options }) => options,
};

function around(exchange: AroundExchange): SandboxBug {
  return (options) => ({ ...options, around: exchange });
}

type Changed<T> = T | Promise<T>;

function inStatus(status: number, change: (response: Response) => Changed<Response>): SandboxBug {
  return around(async (_, next) => {
    const response = await next();
    return response.status === status ? change(response) : response;
  });
}

function inJson(change: (body: Json, response: Response) => unknown): SandboxBug {
  return around(async (_, next) => {
    const response = await next();
    if (response.body === null) return response;
    const { status, headers } = response;
    return Response.json(change((await response.json()) as Json, response), { status, headers });
  });
}

function inErrors(change: (error: Json) => Json): SandboxBug {
  return inJson((body, { ok }) => (ok ? body : { ...body, error: change(body.error as Json) }));
}

const isPage = (body: Json): body is Page => Array.isArray(body.webhooks);

function inPages(change: (page: Page) => Json): SandboxBug {
  return inJson((body) => (isPage(body) ? change(body) : body));
}

/** Changes webhooks, but not those of a list. */
function inDetails(change: (webhook: Json) => Json): SandboxBug {
  return inJson((body, { ok }) => (ok && !isPage(body) ? change(body) : body));
}

/** Changes every webhook that a response shows. */
function inWebhooks(change: (webhook: Json) => Json): SandboxBug {
  return inJson((body, { ok }) => {
    if (!ok) return body;
    return isPage(body) ? { ...body, webhooks: body.webhooks.map(change) } : change(body);
  });
}

type Token = NonNullable<SandboxOptions["tokens"]>[number];

function withTokens(change: (token: Token) => Token): SandboxBug {
  return ({ tokens, ...options }) => ({
    ...options,
    ...(tokens && { tokens: tokens.map(change) }),
  });
}

/** Gives some requests a token that may do anything. */
function accepting(
  isAccepted: (authorization: string | null, options: SandboxOptions) => boolean,
): SandboxBug {
  const token = "bug-token";
  return (options) => ({
    ...options,
    ...(options.tokens && { tokens: [...options.tokens, { token }] }),
    around(request, next) {
      if (!isAccepted(request.headers.get("authorization"), options)) return next();
      const accepted = new Request(request);
      accepted.headers.set("authorization", `MxToken ${token}`);
      return next(accepted);
    },
  });
}
