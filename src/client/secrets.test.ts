import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { WebhookInput } from "../../generated/models.js";
import type { Clock } from "./clock.js";
import { type Client, createClient } from "./create-client.js";
import { MendixWebhooksError } from "./errors.js";
import type { RequestOptions } from "./options.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** A secret for each place that holds one; each is found by a piece that no encoding changes. */
const secrets = {
  token: "CANARYtoken0123456789",
  validationSecret: "whsec_CANARYvalidation0123456789/secret+==",
  bodyHeader: "Bearer CANARYbodyheader \u00e4 $& +/=",
  clientHeader: 'CANARYclientheader "quoted" \\ twice',
  requestHeader: "CANARYrequestheader with spaces",
  storedSecret: "CANARYstoredsecret0123456789abcdef",
  storedHeader: "Bearer CANARYstoredheader \u00e4",
};
const canary = /CANARY\w+/;

/** What the client knows when it calls, and when it also sends a webhook: it can mask that anywhere. */
const knownReading = [secrets.token, secrets.clientHeader, secrets.requestHeader];
const knownWriting = [...knownReading, secrets.validationSecret, secrets.bodyHeader];

const input: WebhookInput = {
  name: "Push to pipeline",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: secrets.validationSecret,
  headers: [{ key: "Authorization", value: secrets.bodyHeader }],
};

const stored = {
  id: "msg_1",
  ...input,
  validationSecret: secrets.storedSecret,
  headers: [{ key: "Authorization", value: secrets.storedHeader }],
};

const own: RequestOptions = { headers: { "X-Request": secrets.requestHeader } };

type Perform = (client: Client) => Promise<unknown>;

const writing: Record<string, Perform> = {
  createWebhook: (client) => client.createWebhook(appId, input, own),
  updateWebhook: (client) => client.updateWebhook(appId, "msg_1", input, own),
  "createWebhook unchecked": (client) =>
    client.createWebhook(appId, { ...input, name: "!" }, { ...own, validate: false }),
};

const reconciling: Record<string, Perform> = {
  "createWebhook with reconcile": (client) =>
    client.createWebhook(appId, input, { ...own, reconcile: true }),
};
const emptyPage = { webhooks: [], cursors: {} };

const reading: Record<string, Perform> = {
  listWebhooks: (client) => Promise.resolve(client.listWebhooks(appId, {}, own)),
  getWebhook: (client) => client.getWebhook(appId, "msg_1", own),
  patchWebhook: (client) => client.patchWebhook(appId, "msg_1", { name: "other" }, own),
};

const envelope = (text: string) => ({
  error: {
    code: 400,
    message: `Refused: ${text}`,
    "invalid-params": [{ name: text, reason: `Value '${text}' is not supported` }],
  },
});

type Behaviour = (request: Request) => Response | Promise<Response>;

/** Answers that say again what the request said. */
const echoing: Record<string, (text: string) => Behaviour> = {
  message: (text) => () => Response.json({ error: { code: 400, message: text } }, { status: 400 }),
  "invalid-params": (text) => () => Response.json(envelope(text), { status: 422 }),
  "a body of no form": (text) => () => new Response(text, { status: 404 }),
  HTML: (text) => () => new Response(`<html><p>${text}</p></html>`, { status: 502 }),
  "HTML with status 200": (text) => () => new Response(`<html>${text}</html>`),
  "truncated JSON": (text) => () =>
    new Response(JSON.stringify(envelope(text)).slice(0, -20), { status: 500 }),
  "truncated JSON with status 200": (text) => () =>
    new Response(JSON.stringify({ ...input, name: text }).slice(0, -1)),
  "a wrong webhook": (text) => () => Response.json({ ...stored, isActive: text }),
  "a rate limit": (text) => () =>
    Response.json(envelope(text), { status: 429, headers: { "Retry-After": "1" } }),
  "a network failure": (text) => () => {
    const cause = new Error(`socket said ${text}`, { cause: new Error(text) });
    throw new TypeError(`fetch failed: ${text}`, { cause });
  },
  "a failure in the body": (text) => () =>
    new Response(new ReadableStream({ pull: (body) => body.error(new Error(text)) })),
  "its request": () => async (request) =>
    Response.json(envelope(`${[...request.headers]} ${await request.text()}`), { status: 400 }),
};

/** Answers that hold what is stored, where the API has secrets. */
const telling: Record<string, Behaviour> = {
  "a webhook without its name": () => Response.json({ ...stored, name: undefined }),
  "a webhook as an error": () => Response.json(stored, { status: 500 }),
  "a webhook within an error": () =>
    Response.json({ error: { code: 400, message: "No", webhook: stored } }, { status: 400 }),
  "a list of webhooks with secrets": () => Response.json({ webhooks: [stored] }),
  "a truncated webhook": () => new Response(JSON.stringify(stored).slice(0, -5)),
  "a webhook truncated within a secret": () => {
    const text = JSON.stringify({ validationSecret: secrets.storedSecret });
    return new Response(text.slice(0, -5), { status: 500 });
  },
  "a pretty webhook as an error": () =>
    new Response(JSON.stringify(stored, null, 2), { status: 403 }),
};

/** All that can be seen of an error. */
function faces(error: unknown): string[] {
  const { message, stack } = error as Error;
  return [
    message,
    `${stack}`,
    String(error),
    inspect(error, { depth: null, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify({ ...(error as object) }),
  ];
}

/** Performs a call against a server of this behaviour, and gives all that can be seen of it. */
async function capture(behave: Behaviour, perform: Perform): Promise<string[]> {
  const lines: string[] = [];
  const log = (...line: unknown[]) =>
    lines.push(inspect(line, { depth: null, showHidden: true }), JSON.stringify(line));
  let time = 0;
  const clock: Clock = {
    now: () => time,
    async sleep(milliseconds) {
      if (milliseconds === Infinity) return new Promise<void>(() => {});
      time += milliseconds;
    },
  };
  const client = createClient({
    token: secrets.token,
    headers: { "X-Client": secrets.clientHeader },
    logger: { debug: log, warn: log },
    fetch: async (request) => behave(request),
    clock,
    timeout: Infinity,
  });
  const error: unknown = await perform(client).then(String, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(MendixWebhooksError);
  return [
    ...faces(error),
    ...lines,
    inspect(client, { depth: null, showHidden: true }),
    JSON.stringify(client),
  ];
}

/** Each way to call, against each way to say one of these secrets, or all of them, again. */
const echoes = (performs: Record<string, Perform>, known: string[]): [Behaviour, Perform][] =>
  Object.values(performs).flatMap((perform) =>
    Object.values(echoing).flatMap((echo) =>
      [...known, known.join(" | ")].map((text): [Behaviour, Perform] => [echo(text), perform]),
    ),
  );

const tales = Object.values({ ...writing, ...reconciling, ...reading }).flatMap((perform) =>
  Object.values(telling).map((tell): [Behaviour, Perform] => [tell, perform]),
);

describe("createClient", () => {
  it("tells no secret in errors, logs or itself, whatever the server says", async () => {
    const cases = [
      ...echoes(writing, knownWriting),
      ...echoes(reading, knownReading),
      ...echoes(reconciling, knownWriting).map(([behave, perform]): [Behaviour, Perform] => [
        (request) => (request.method === "GET" ? Response.json(emptyPage) : behave(request)),
        perform,
      ]),
      ...tales,
    ];
    const texts = await Promise.all(cases.map(([behave, perform]) => capture(behave, perform)));
    const captured = texts.flat();
    console.log(`looked for secrets in ${captured.length} texts`);
    expect(captured.length).toBeGreaterThanOrEqual(200);
    expect(captured.filter((text) => canary.test(text)).slice(0, 3)).toEqual([]);
    expect(captured.filter((text) => text.includes("[redacted]")).length).toBeGreaterThan(100);
  }, 60_000);

  it("tells no secret of the webhook that patchWebhook read and sends back", async () => {
    for (const secret of [secrets.storedSecret, secrets.storedHeader]) {
      for (const echo of Object.values(echoing)) {
        const behave: Behaviour = (request) =>
          request.method === "GET" ? Response.json(stored) : echo(secret)(request);
        const texts = await capture(behave, (client) =>
          client.patchWebhook(appId, "msg_1", { name: "other" }),
        );
        expect(texts.filter((text) => canary.test(text))).toEqual([]);
      }
    }
  });

  it("tells no secret of a request that it refuses, nor of an option", async () => {
    const wrong = { ...input, validationSecret: `${secrets.validationSecret}!`, name: "" };
    const bad = [{ key: "svix-CANARYkey", value: secrets.bodyHeader }];
    const performs: Perform[] = [
      (client) => client.createWebhook(appId, wrong),
      (client) => client.createWebhook(appId, { ...input, headers: bad }),
      (client) => client.updateWebhook(secrets.token, "", wrong),
      (client) => client.getWebhook(appId, "msg_1", { headers: { "X-Bad": "CANARYbad\n" } }),
      (client) => client.getWebhook(appId, "msg_1", { headers: { "CANARY bad": "x" } }),
    ];
    const texts = await Promise.all(
      performs.map((perform) => capture(() => new Response(), perform)),
    );
    expect(texts.flat().filter((text) => canary.test(text))).toEqual([]);
  });

  it("hands secrets to whoever asked for them", async () => {
    const fetch = async () => Response.json(stored);
    const client = createClient({ token: secrets.token, fetch });
    expect(await client.getWebhook(appId, "msg_1")).toEqual(stored);
  });
});

describe("fetchClient", () => {
  /** The requests of a client whose middleware leads them elsewhere. */
  async function lead(address: (url: string) => string) {
    const requests: Request[] = [];
    const client = createClient({
      token: secrets.token,
      baseUrl: "https://api.example.com/v1",
      fetch: async (request) => {
        requests.push(request);
        return new Response(null, { status: 204 });
      },
    });
    client.fetchClient.use({
      onRequest: ({ request }) => new Request(address(request.url), request),
    });
    await client.deleteWebhook(appId, "msg_1");
    const path = { "app-id": appId, "webhook-id": "msg_1" };
    await client.fetchClient.DELETE("/apps/{app-id}/webhooks/{webhook-id}", { params: { path } });
    expect(requests).toHaveLength(2);
    return requests;
  }

  it.each([
    ["another host", "https://evil.example.com/v1"],
    ["another port", "https://api.example.com:8443/v1"],
    ["another scheme", "http://api.example.com/v1"],
    ["a host that begins alike", "https://api.example.com.evil.com/v1"],
  ])("sends no token to %s that middleware leads to", async (_, address) => {
    for (const request of await lead(() => address)) {
      expect(request.url).toBe(address);
      expect([...request.headers].flat().join()).not.toMatch(canary);
    }
  });

  it("sends the token to any path of the base URL's origin", async () => {
    for (const { headers } of await lead((url) => url.replace("/v1/", "/v2/"))) {
      expect(headers.get("Authorization")).toBe(`MxToken ${secrets.token}`);
    }
  });

  it("follows no redirect, which would lead the token elsewhere", async () => {
    const requests: Request[] = [];
    const client = createClient({
      token: secrets.token,
      fetch: async (request) => {
        requests.push(request);
        const headers = { Location: "https://evil.example.com/" };
        return new Response(null, { status: 307, headers });
      },
    });
    await expect(client.getWebhook(appId, "msg_1")).rejects.toMatchObject({ status: 307 });
    expect(requests.map(({ redirect }) => redirect)).toEqual(["manual"]);
  });
});
