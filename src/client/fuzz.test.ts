import { readFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc, { type Arbitrary } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WebhookDetailed, WebhookPage } from "../../generated/models.js";
import { MendixWebhooksError } from "./client-errors.js";
import type { Client } from "./create-client.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, type Fetch } from "./testing/test-client.js";

const webhook: WebhookDetailed = { id: "msg_1", ...input };
const page: WebhookPage = { webhooks: [webhook], cursors: { next: "2" } };

/** The oracle is compiled from the contract here, so that it shares nothing with the client. */
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const contract = new URL("../../generated/openapi.json", import.meta.url);
ajv.addSchema(JSON.parse(readFileSync(contract, "utf8")), "contract");
const matches = (schema: string) => (value: unknown) =>
  ajv.validate(`contract#/components/schemas/${schema}`, value);

/** Each method, and whether its result is what the contract promises. */
const operations: Record<
  string,
  [perform: (client: Client) => PromiseLike<unknown>, isValid: (value: unknown) => boolean]
> = {
  listWebhooks: [(client) => client.listWebhooks(appId), matches("WebhookPage")],
  getWebhook: [(client) => client.getWebhook(appId, "msg_1"), matches("WebhookDetailed")],
  createWebhook: [(client) => client.createWebhook(appId, input), matches("WebhookDetailed")],
  updateWebhook: [
    (client) => client.updateWebhook(appId, "msg_1", input),
    matches("WebhookDetailed"),
  ],
  deleteWebhook: [(client) => client.deleteWebhook(appId, "msg_1"), (value) => value === undefined],
};

/** A value as it is, or with one of its parts removed or replaced. */
function mutated(value: object): Arbitrary<unknown> {
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

const error = fc.record(
  {
    code: fc.jsonValue(),
    message: fc.oneof(text, fc.jsonValue()),
    "invalid-params": fc.oneof(fc.array(fc.record({ name: text, reason: text })), fc.jsonValue()),
  },
  { requiredKeys: [] },
);

const json = fc.oneof(
  { weight: 3, arbitrary: mutated(webhook) },
  { weight: 3, arbitrary: mutated(page) },
  { weight: 2, arbitrary: fc.record({ error }) },
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

const responses = fc
  .record({ status, headers, body, statusText: fc.constantFrom("", "OK", "Odd") })
  .map(({ body, ...init }): Fetch => {
    const hasNone = [204, 205, 304].includes(init.status);
    return () => new Response(hasNone ? null : body, init);
  });

const brokenBodies = fc.uint8Array({ maxLength: 9 }).map(
  (bytes): Fetch =>
    () => {
      const start = (stream: ReadableStreamDefaultController) => stream.enqueue(bytes.slice());
      const pull = (stream: ReadableStreamDefaultController) =>
        stream.error(new TypeError("broken"));
      return new Response(new ReadableStream({ start, pull }));
    },
);

const codes = fc.constantFrom("ECONNREFUSED", "ECONNRESET", "", 7, null, undefined);
const failures = fc
  .oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
    fc
      .tuple(text, codes, fc.anything())
      .map(([message, code, cause]) => Object.assign(new TypeError(message, { cause }), { code })),
  )
  .map(
    (value): Fetch =>
      () => {
        throw value;
      },
  );

/** What happens to the requests of a call; the last one is repeated. */
const fetches = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: responses },
    { weight: 1, arbitrary: brokenBodies },
    { weight: 2, arbitrary: failures },
  ),
  { minLength: 1, maxLength: 3 },
);

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => process.on("unhandledRejection", note));
afterAll(async () => {
  await turn();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

/** Checks that a failure is an error of the client, and returns its code. */
function codeOf(error: unknown): string {
  if (!(error instanceof MendixWebhooksError)) throw error;
  const { code, message, attempts, url } = error;
  expect(code).toMatch(/^[a-z_]+$/);
  expect(message).toMatch(/^Request \S/);
  expect(url).toContain(appId);
  expect([1, 2, 3]).toContain(attempts);
  expect(JSON.stringify(error)).toContain(code);
  return code;
}

describe.each(Object.entries(operations))("%s", (_name, [perform, isValid]) => {
  it("returns what the contract promises or throws one of its errors", async () => {
    const counts: Record<string, number> = {};
    const run = async (list: Fetch[]) => {
      const { client } = createTestClient((request) => {
        const fetch = (list.length > 1 ? list.shift() : list[0]) as Fetch;
        return fetch(request);
      });
      const result = await perform(client).then((value) => {
        expect(value).toSatisfy(isValid);
        return "success";
      }, codeOf);
      counts[result] = (counts[result] ?? 0) + 1;
    };
    const property = fc.asyncProperty(fetches, (list) => run([...list]));
    await fc.assert(property, { seed: 20_261_000, numRuns: 300 });
    expect(counts.success).toBeGreaterThan(5);
    for (const code of ["network", "bad_request", "not_found", "rate_limit", "server", "api"]) {
      expect(counts[code], code).toBeGreaterThan(0);
    }
  });
});
