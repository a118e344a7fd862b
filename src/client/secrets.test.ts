import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { WebhookInput } from "../../generated/models.js";
import type { Client } from "./create-client.js";
import { appId, input as exampleInput } from "./testing/input.js";
import { createTestClient, errorOf, type Fetch } from "./testing/test-client.js";

/** A secret for each place that holds one. Each contains a word that no encoding changes. */
const secrets = {
  token: "CANARYtoken0123456789",
  clientHeader: 'CANARYclientheader "quoted" \\ twice',
  requestHeader: "CANARYrequestheader with spaces",
  validationSecret: "whsec_CANARYvalidation0123456789/secret+==",
  bodyHeader: 'Bearer CANARYbodyheader \u00e4 $& "+/=\\',
  storedSecret: "CANARYstoredsecret0123456789abcdef",
  storedHeader: "Bearer CANARYstoredheader \u00e4",
};
const canary = /CANARY\w+/;

const input: WebhookInput = {
  ...exampleInput,
  validationSecret: secrets.validationSecret,
  headers: [{ key: "Authorization", value: secrets.bodyHeader }],
};

const stored = {
  ...{ id: "msg_1", ...input },
  validationSecret: secrets.storedSecret,
  headers: [{ key: "Authorization", value: secrets.storedHeader }],
};

const own = { headers: { "X-Request": secrets.requestHeader } };

type Perform = (client: Client) => PromiseLike<unknown>;

/** Calls that know only the secrets of the client and of their own options. */
const reads: Perform[] = [
  (client) => client.listWebhooks(appId, {}, own),
  (client) => client.getWebhook(appId, "msg_1", own),
  (client) => client.patchWebhook(appId, "msg_1", { name: "other" }, own),
];

/** Calls that also know the secrets of the webhook that they send. */
const writes: Perform[] = [
  (client) => client.createWebhook(appId, input, own),
  (client) => client.createWebhook(appId, input, { ...own, reconcile: true }),
  (client) =>
    client.createWebhook(appId, { ...input, name: "!" }, { ...own, validate: { requests: false } }),
  (client) => client.updateWebhook(appId, "msg_1", input, own),
];

const errorWith = (text: string) => ({
  error: {
    code: 400,
    message: `Refused: ${text}`,
    "invalid-params": [{ name: text, reason: `Value '${text}' is not supported` }],
  },
});

/** Responses and failures that repeat a text of the request. */
const echoes: Record<string, (text: string) => Fetch> = {
  "an error message": (text) => () =>
    Response.json({ error: { code: 400, message: text } }, { status: 400 }),
  "invalid-params": (text) => () => Response.json(errorWith(text), { status: 422 }),
  "plain text": (text) => () => new Response(text, { status: 404 }),
  "a status line": (text) => () => new Response(null, { status: 400, statusText: text }),
  "HTML with status 200": (text) => () => new Response(`<html>${text}</html>`),
  "truncated JSON with status 200": (text) => () =>
    new Response(JSON.stringify({ ...input, name: text }).slice(0, -1)),
  "an invalid webhook": (text) => () => Response.json({ ...stored, isActive: text }),
  "a rate limit": (text) => () =>
    Response.json(errorWith(text), { status: 429, headers: { "Retry-After": "1" } }),
  "a network failure": (text) => () => {
    const cause = new Error(`socket said ${text}`, { cause: new Error(text) });
    throw new TypeError(`fetch failed: ${text}`, { cause });
  },
  "a failure in the body": (text) => () =>
    new Response(new ReadableStream({ pull: (body) => body.error(new Error(text)) })),
  "the whole request": () => async (request) =>
    Response.json(errorWith(`${[...request.headers]} ${await request.text()}`), { status: 400 }),
};

/** Responses with stored secrets, which the client cannot know, in the properties of the API. */
const disclosures: Record<string, Fetch> = {
  "a webhook without its name": () => Response.json({ ...stored, name: undefined }),
  "a webhook as an error": () => Response.json(stored, { status: 500 }),
  "a webhook in an error": () =>
    Response.json({ error: { code: 400, message: "No", webhook: stored } }, { status: 400 }),
  "a webhook in an error message": () =>
    Response.json({ error: { code: 400, message: JSON.stringify(stored) } }, { status: 400 }),
  "a list of webhooks with secrets": () => Response.json({ webhooks: [stored] }),
  "a truncated webhook": () => new Response(JSON.stringify(stored).slice(0, -5)),
  "a webhook truncated in a secret": () => {
    const text = JSON.stringify({ validationSecret: secrets.storedSecret });
    return new Response(text.slice(0, -5), { status: 500 });
  },
};

/** Performs a call that fails, and returns everything that the client shows about it. */
async function outputOf(fetch: Fetch, perform: Perform): Promise<string> {
  const shown: unknown[] = [];
  const { client, clock } = createTestClient(fetch, {
    token: secrets.token,
    headers: { "X-Client": secrets.clientHeader },
    logger: {
      debug: (...line: unknown[]) => shown.push(line),
      warn: (...line: unknown[]) => {
        shown.push(line);
        queueMicrotask(() => clock.advanceToNext());
      },
    },
  });
  const error = await errorOf(perform(client));
  expect(error).toMatchObject({ name: expect.stringMatching(/Error$/), code: expect.any(String) });
  const { message, stack } = error as Error;
  shown.push(error, { ...(error as object) }, client);
  const texts = shown.flatMap((value) => [
    inspect(value, { depth: null, showHidden: true }),
    JSON.stringify(value),
  ]);
  return [message, stack, String(error), ...texts].join("\n");
}

describe("createClient", () => {
  it.each(Object.entries(echoes))(
    "shows no secret that the service repeats in %s",
    async (_, echo) => {
      const { token, clientHeader, requestHeader, validationSecret, bodyHeader } = secrets;
      const known = [token, clientHeader, requestHeader];
      const sent = [...known, validationSecret, bodyHeader];
      const cases = [
        ...reads.flatMap((perform) =>
          [...known, known.join(" | ")].map((text) => ({ perform, text })),
        ),
        ...writes.flatMap((perform) =>
          [...sent, sent.join(" | ")].map((text) => ({ perform, text })),
        ),
      ];
      for (const { perform, text } of cases) {
        const respond = echo(text);
        // The lists that `reconcile` needs succeed, so that the create is sent.
        const fetch: Fetch = (request) =>
          request.method === "GET" && writes.includes(perform)
            ? Response.json({ webhooks: [], cursors: {} })
            : respond(request);
        const output = await outputOf(fetch, perform);
        expect(output).not.toMatch(canary);
        expect(output).toContain("[redacted]");
      }
    },
  );

  it("shows no secret that patchWebhook read and replaces", async () => {
    const { storedSecret, storedHeader } = secrets;
    const fetch: Fetch = ({ method }) =>
      method === "GET"
        ? Response.json(stored)
        : Response.json(errorWith(`${storedSecret} ${storedHeader}`), { status: 400 });
    const { validationSecret, headers = [] } = input;
    for (const changes of [{ name: "other" }, { validationSecret, headers }]) {
      const output = await outputOf(fetch, (it) => it.patchWebhook(appId, "msg_1", changes));
      expect(output).toContain("Refused: [redacted] [redacted]");
      expect(output).not.toMatch(canary);
    }
  });

  it.each(Object.entries(disclosures))("shows no stored secret of %s", async (_, fetch) => {
    for (const perform of [...reads, ...writes]) {
      expect(await outputOf(fetch, perform)).not.toMatch(canary);
    }
  });

  it("shows no header that middleware adds", async () => {
    const { client } = createTestClient(({ headers }) =>
      Response.json(errorWith(`${headers.get("x-added")} is no application/json`), { status: 400 }),
    );
    client.fetchClient.use({
      onRequest: ({ request }) => request.headers.set("X-Added", secrets.clientHeader),
    });
    const error = await errorOf(client.createWebhook(appId, input));
    expect(String(error)).toContain("Refused: [redacted] is no application/json");
    expect(inspect(error)).not.toMatch(canary);
  });

  it("shows no secret of a request or an option that it refuses", async () => {
    const wrong = { ...input, validationSecret: `${secrets.validationSecret}!`, name: "" };
    const headers = [{ key: "svix-CANARYkey", value: secrets.bodyHeader }];
    const refused: Perform[] = [
      (client) => client.createWebhook(appId, wrong),
      (client) => client.createWebhook(appId, { ...input, headers }),
      (client) => client.updateWebhook(secrets.token, "", wrong),
      (client) => client.getWebhook(appId, "msg_1", { headers: { "X-Bad": "CANARY\nbad" } }),
      (client) => client.getWebhook(appId, "msg_1", { headers: { "CANARY bad": "x" } }),
    ];
    for (const perform of refused) {
      expect(await outputOf(() => new Response(), perform)).not.toMatch(canary);
    }
  });
});
