import { readFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc, { type Arbitrary } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WebhookDetailed, WebhookPage } from "../../generated/models.js";
import type { Clock } from "./clock.js";
import { type Client, createClient } from "./create-client.js";
import { MendixWebhooksError } from "./errors.js";
import { appId, input } from "./testing/input.js";

const webhook: WebhookDetailed = { id: "msg_1", ...input };
const page: WebhookPage = { webhooks: [webhook], cursors: { next: "2" } };

/** The judge: compiled here from the contract, so that it shares nothing with the client. */
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const contract = new URL("../../generated/openapi.json", import.meta.url);
ajv.addSchema(JSON.parse(readFileSync(contract, "utf8")), "contract");
const matches = (name: string, value: unknown) =>
  ajv.validate(`contract#/components/schemas/${name}`, value);

/** Each method, and whether what it gives is what the contract promises. */
const operations: Record<
  string,
  { perform: (client: Client) => PromiseLike<unknown>; isPromised: (value: unknown) => boolean }
> = {
  listWebhooks: {
    perform: (client) => client.listWebhooks(appId),
    isPromised: (value) =>
      matches("WebhookPage", value) && typeof Object(value).nextPage === "function",
  },
  getWebhook: {
    perform: (client) => client.getWebhook(appId, "msg_1"),
    isPromised: (value) => matches("WebhookDetailed", value),
  },
  createWebhook: {
    perform: (client) => client.createWebhook(appId, input),
    isPromised: (value) => matches("WebhookDetailed", value),
  },
  updateWebhook: {
    perform: (client) => client.updateWebhook(appId, "msg_1", input),
    isPromised: (value) => matches("WebhookDetailed", value),
  },
  deleteWebhook: {
    perform: (client) => client.deleteWebhook(appId, "msg_1"),
    isPromised: (value) => value === undefined,
  },
};

/** A value with one of its parts taken away or replaced by anything, or as it is. */
function spoiled(value: object): Arbitrary<unknown> {
  const replaced = fc
    .tuple(fc.constantFrom(...pathsOf(value)), fc.option(fc.jsonValue(), { nil: undefined }))
    .map(([path, part]) => replaceAt(value, path, part));
  return fc.oneof({ weight: 2, arbitrary: replaced }, { weight: 1, arbitrary: fc.constant(value) });
}

const pathsOf = (value: unknown): string[][] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, part]) => [
        [key],
        ...pathsOf(part).map((path) => [key, ...path]),
      ]);

function replaceAt(value: object, path: string[], part: unknown): unknown {
  const copy = structuredClone(value);
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce<object>((node, key) => Reflect.get(node, key), copy);
  Reflect.set(parent, last, part);
  return copy;
}

const text = fc.oneof(fc.string(), fc.constantFrom("Webhook not found", "[redacted]", ""));

const envelope = fc.record(
  {
    code: fc.jsonValue(),
    message: fc.oneof(text, fc.integer(), fc.array(text), fc.constant(null)),
    "invalid-params": fc.oneof(
      fc.array(fc.oneof(fc.record({ name: text, reason: text }), fc.jsonValue())),
      fc.jsonValue(),
    ),
  },
  { requiredKeys: [] },
);

const json = fc.oneof(
  { weight: 4, arbitrary: spoiled(webhook) },
  { weight: 2, arbitrary: spoiled(page) },
  { weight: 2, arbitrary: envelope.map((error) => ({ error })) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

const body = fc.oneof(
  { weight: 4, arbitrary: json.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: json.map((value) => JSON.stringify(value).slice(0, -1)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.slice()) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

const number = fc.oneof(
  fc.nat().map(String),
  fc.double().map(String),
  fc.constantFrom("0", "-1", "1900000000", "99999999999999999999", "soon", ""),
);
const visible = fc.string({ unit: "grapheme-ascii" });

const headers = fc.oneof(
  fc.record(
    {
      "Content-Type": fc.constantFrom("application/json", "text/html", "x"),
      "Content-Length": fc.constantFrom("0", "5", "many"),
      "Transfer-Encoding": fc.constantFrom("chunked", "identity"),
      "Retry-After": fc.oneof(number, fc.constant("Mon, 01 Jun 2026 12:00:07 GMT"), visible),
      "X-RateLimit-Limit": fc.oneof(number, visible),
      "X-RateLimit-Remaining": fc.oneof(number, visible),
      "X-RateLimit-Reset": fc.oneof(number, visible),
      Location: fc.constantFrom("https://elsewhere.example.com", "::"),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]*$/), visible),
);

const status = fc.oneof(
  fc.constant(200),
  fc.constantFrom(200, 202, 204, 400, 401, 403, 404, 408, 429, 500, 503),
  fc.integer({ min: 200, max: 599 }),
);

/** What a server or a broken line does about a request. */
type Behaviour = () => Response;

const answering = fc
  .record({ status, headers, body, statusText: fc.constantFrom("", "OK", "Odd") })
  .map(({ body, ...init }): Behaviour => {
    const hasNone = [204, 205, 304].includes(init.status);
    return () => new Response(hasNone ? null : body, init);
  });

const breaking = fc.array(fc.uint8Array({ minLength: 1, maxLength: 9 })).map(
  (chunks): Behaviour =>
    () => {
      const rest = chunks.map((chunk) => chunk.slice());
      const pull = (stream: ReadableStreamDefaultController) => {
        const chunk = rest.shift();
        if (chunk) stream.enqueue(chunk);
        else stream.error(new TypeError("terminated"));
      };
      return new Response(new ReadableStream({ pull }));
    },
);

const codes = fc.constantFrom("ECONNREFUSED", "ECONNRESET", "", 7, null, undefined);
const throwing = fc
  .oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
    fc
      .tuple(text, codes, fc.anything())
      .map(([message, code, cause]) => Object.assign(new TypeError(message, { cause }), { code })),
  )
  .map(
    (value): Behaviour =>
      () => {
        throw value;
      },
  );

const behaviours = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: answering },
    { weight: 1, arbitrary: breaking },
    { weight: 2, arbitrary: throwing },
  ),
  { minLength: 1, maxLength: 3 },
);

const never = new Promise<void>(() => {});

/** A client against these behaviours, the last of which stays; waits pass at once. */
function clientOf(list: Behaviour[]): Client {
  let time = Date.UTC(2026, 5, 1, 12);
  let count = 0;
  const clock: Clock = {
    now: () => time,
    async sleep(milliseconds) {
      if (milliseconds === Infinity) return never;
      time += milliseconds;
    },
  };
  const fetch = async () => {
    const behave = list[Math.min(count, list.length - 1)] as Behaviour;
    count += 1;
    return behave();
  };
  return createClient({ token: "token", fetch, clock, timeout: Infinity, random: () => 0.5 });
}

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => process.on("unhandledRejection", note));
afterAll(() => process.off("unhandledRejection", note));

/** Checks that a failure is one of ours, and gives its code. */
function codeOf(error: unknown): string {
  expect(error).toBeInstanceOf(MendixWebhooksError);
  const { code, message, attempts, url } = error as MendixWebhooksError;
  expect(code).toMatch(/^[a-z_]+$/);
  expect(message).toMatch(/^Request \S/);
  expect(url).toContain(appId);
  expect([1, 2, 3]).toContain(attempts);
  expect(JSON.stringify(error)).toContain(code);
  return code;
}

describe.each(Object.entries(operations))("%s", (_, { perform, isPromised }) => {
  it("gives what the contract promises or one of our errors, whatever comes back", async () => {
    const seen: Record<string, number> = {};
    const run = async (list: Behaviour[]) => {
      const outcome = await Promise.resolve(perform(clientOf(list))).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      if ("value" in outcome) expect(outcome.value).toSatisfy(isPromised);
      const what = "value" in outcome ? "result" : codeOf(outcome.error);
      seen[what] = (seen[what] ?? 0) + 1;
    };
    await fc.assert(fc.asyncProperty(behaviours, run), { seed: 20_261_000, numRuns: 1000 });
    await turn();
    expect(unhandled).toEqual([]);
    expect(seen.result).toBeGreaterThan(20);
    for (const code of ["network", "bad_request", "not_found", "rate_limit", "server", "api"]) {
      expect(seen[code], code).toBeGreaterThan(0);
    }
  }, 60_000);
});

describe("the judge", () => {
  it("knows right from wrong", () => {
    expect(matches("WebhookDetailed", webhook)).toBe(true);
    expect(matches("WebhookDetailed", { ...webhook, headers: [{ key: "a" }] })).toBe(false);
    expect(matches("WebhookPage", page)).toBe(true);
    expect(matches("WebhookPage", { webhooks: [] })).toBe(false);
  });
});
