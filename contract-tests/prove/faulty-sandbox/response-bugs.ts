import { examples } from "../../../generated/examples.js";
import { inExchange, type SandboxBug } from "./sandbox-bug.js";

/** Responses with another status, other headers, or JSON of another shape than the contract's. */
export const responseBugs: Readonly<Record<string, SandboxBug>> = {
  "429 without headers": inResponses([429], ({ body }) => new Response(body, { status: 429 })),
  "429 whose headers are words": inResponses([429], ({ body, headers }) => {
    const limits = [...headers.keys()].filter((name) => name.startsWith("x-ratelimit-"));
    const words = Object.fromEntries(limits.map((name) => [name, "soon"]));
    return new Response(body, { status: 429, headers: words });
  }),
  "405 without Allow": inResponses([405], ({ body, headers }) => {
    const type = headers.get("content-type") ?? "";
    return new Response(body, { status: 405, headers: { "content-type": type } });
  }),
  "202 is 200": inResponses([202], (response) => withStatus(response, 200)),
  "204 is 200 with a body": inResponses([204], () => Response.json({ ok: true })),
  "400 is 422": inJson(
    (body, { status }) =>
      status === 400 && isJson(body.error) ? { error: { ...body.error, code: 422 } } : body,
    [400, 422],
  ),
  "401 is 403": inResponses([401], () => Response.json(examples.forbidden, { status: 403 })),
  "errors are 200": inExchange(async (_, next) => {
    const response = await next();
    return response.status >= 400 ? withStatus(response, 200) : response;
  }),
  "404 is HTML": inResponses(
    [404],
    () =>
      new Response("<h1>Not found</h1>", { status: 404, headers: { "content-type": "text/html" } }),
  ),

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
  "error as problem document": inExchange(async (_, next) => {
    const response = await next();
    const { status } = response;
    if (status < 400) return response;
    const problem = { type: "about:blank", title: "Error", status };
    const headers = { "content-type": "application/problem+json" };
    return new Response(JSON.stringify(problem), { status, headers });
  }),

  "list in reverse": inPages(({ webhooks, ...page }) => ({
    ...page,
    webhooks: webhooks.toReversed(),
  })),
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
  "list with secrets": inListed({ validationSecret: examples.pushWebhook.validationSecret }),
  "list with custom headers": inListed({ headers: examples.pushWebhook.headers }),
};

type Json = Readonly<Record<string, unknown>>;
type Page = Json & { readonly webhooks: readonly Json[]; readonly cursors: Json };

function inResponses(
  statuses: readonly number[],
  change: (response: Response) => Response,
): SandboxBug {
  return inExchange(async (_, next) => {
    const response = await next();
    return statuses.includes(response.status) ? change(response) : response;
  });
}

const withStatus = ({ body, headers }: Response, status: number) =>
  new Response(body, { status, headers });

/** @param statuses - one to be replaced, and by which */
function inJson(
  change: (body: Json, response: Response) => unknown,
  [from, to]: [from?: number, to?: number] = [],
): SandboxBug {
  return inExchange(async (_, next) => {
    const response = await next();
    if (response.body === null) return response;
    const body = change((await response.clone().json()) as Json, response);
    const status = response.status === from ? to : response.status;
    return Response.json(body, { ...(status && { status }), headers: response.headers });
  });
}

function inErrors(change: (error: Json) => Json): SandboxBug {
  return inJson((body) => (isJson(body.error) ? { ...body, error: change(body.error) } : body));
}

const isPage = (body: Json): body is Page => Array.isArray(body.webhooks);

/** Changes every webhook that a response shows. */
function inWebhooks(change: (webhook: Json) => Json): SandboxBug {
  return inJson((body, { ok }) => {
    if (!ok) return body;
    return isPage(body) ? { ...body, webhooks: body.webhooks.map(change) } : change(body);
  });
}

/** Changes webhooks, but not those of a list. */
function inDetails(change: (webhook: Json) => Json): SandboxBug {
  return inJson((body, { ok }) => (ok && !isPage(body) ? change(body) : body));
}

function inPages(change: (page: Page) => Json): SandboxBug {
  return inJson((body) => (isPage(body) ? change(body) : body));
}

/** Adds something to the webhooks of a list. */
function inListed(added: Json): SandboxBug {
  return inPages((page) => ({
    ...page,
    webhooks: page.webhooks.map((webhook) => ({ ...webhook, ...added })),
  }));
}

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
