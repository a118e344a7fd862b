import { describe, expect, it } from "vitest";
import {
  ApiError,
  BadRequestError,
  ForbiddenError,
  MendixWebhooksError,
  NetworkError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "./client-errors.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf, type Fetch } from "./testing/test-client.js";

const url = `https://webhook-portal.home.mendix.com/api/v1/apps/${appId}/webhooks/msg_1`;

/** Returns the error of `getWebhook` without retries. */
async function getError(fetch: Fetch, webhookId = "msg_1"): Promise<MendixWebhooksError> {
  const { client } = createTestClient(fetch, { maxRetries: 0 });
  const error = await errorOf(client.getWebhook(appId, webhookId));
  if (!(error instanceof MendixWebhooksError)) throw error;
  return error;
}

/** Returns the error of `getWebhook` for a response; an object becomes JSON. */
const errorFor = (body: unknown, status: number, init: ResponseInit = {}) =>
  getError(() => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, { status, ...init });
  });

const notFound = {
  error: {
    code: 404,
    message: "Webhook not found",
    "invalid-params": [{ name: "id", reason: "Webhook 'msg_1' not found" }],
  },
};

describe("ApiError", () => {
  it.each([
    [400, BadRequestError],
    [401, UnauthorizedError],
    [403, ForbiddenError],
    [404, NotFoundError],
    [429, RateLimitError],
    [500, ServerError],
    [599, ServerError],
    [302, ApiError],
    [418, ApiError],
  ])("for status %i is a %o", async (status, Class) => {
    const error = await errorFor("", status);
    expect(error).toBeInstanceOf(Class);
    expect(error.constructor).toBe(Class);
    expect("cause" in error).toBe(false);
    expect(error).toMatchObject({ name: Class.name, status, method: "GET", url, attempts: 1 });
  });

  const params = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `p${index}`, reason: "is wrong" }));
  const five = "p0 is wrong; p1 is wrong; p2 is wrong; p3 is wrong; p4 is wrong";

  it.each<[string, object, string]>([
    ["message and reasons", notFound.error, "Webhook not found: id Webhook 'msg_1' not found"],
    ["five reasons at most", { message: "M", "invalid-params": params(9) }, `M: ${five}`],
    ["the reasons alone", { "invalid-params": params(1) }, "p0 is wrong"],
    ["a reason without a name", { "invalid-params": [{ reason: "R" }] }, "R"],
    ["the message alone", { message: "Failed" }, "Failed"],
    ["the message if the list is malformed", { message: "M", "invalid-params": 7 }, "M"],
    ["the message if an item is", { message: "M", "invalid-params": [null, { name: {} }] }, "M"],
    [
      "no text that is an object",
      { message: { toString: 1 }, "invalid-params": params(1) },
      "p0 is wrong",
    ],
    ["no control characters", { message: "a\r\n\u001b[31m\u202eb" }, "a [31m b"],
    ["500 characters of a text", { message: "x".repeat(10_000) }, "x".repeat(500)],
  ])("shows %s in its message", async (_name, error, reason) => {
    const { message } = await errorFor({ error }, 404, { statusText: "Not Found" });
    expect(message).toBe(`Request failed with 404 Not Found: GET ${url} — ${reason}`);
  });

  it("reads the reason even if a secret is a word of the form of the API", async () => {
    const { client } = createTestClient(
      () => Response.json({ error: { message: "no" } }, { status: 400 }),
      { headers: { "X-Log-Level": "error" } },
    );
    expect(String(await errorOf(client.getWebhook(appId, "msg_1")))).toMatch(/ — no$/);
  });

  it("keeps 50 reasons at most", async () => {
    const body = { error: { "invalid-params": params(100) } };
    expect((await errorFor(body, 400)).invalidParams).toEqual(params(50));
  });

  it.each([
    ["42", "try again in 42 s"],
    ["700", "try again in 700 s"],
    ["Tue, 01 Jan 2030 11:59:00 GMT", "try again in 0 s"],
  ])("says when to try again after a 429 with Retry-After %s", async (header, reason) => {
    const { message } = await errorFor("", 429, { headers: { "Retry-After": header } });
    expect(message).toBe(`Request failed with 429: GET ${url} — ${reason}`);
  });

  it.each(["", "<html>", "null", "[]", "{}", '{"error":null}', '{"error":"text"}', '{"error":{'])(
    "gives no reason for a body in another form: %s",
    async (body) => {
      const error = await errorFor(body, 404);
      expect(error.message).toBe(`Request failed with 404: GET ${url}`);
      expect(error.invalidParams).toEqual([]);
    },
  );

  it("keeps the first 500 characters of the body", async () => {
    expect((await errorFor("x".repeat(10_000), 500)).body).toBe("x".repeat(500));
    expect((await errorFor("short", 500)).body).toBe("short");
  });

  it("has all its properties in JSON", async () => {
    const error = await errorFor(notFound, 404);
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "NotFoundError",
      message: error.message,
      code: "not_found",
      status: 404,
      method: "GET",
      url,
      attempts: 1,
      mayHaveSucceeded: false,
      invalidParams: notFound.error["invalid-params"],
      body: JSON.stringify(notFound),
    });
  });

  it.each([
    ["is not JSON", "<html>", "body"],
    ["lacks a property", '{"id":"msg_1"}', "name"],
    ["is a list", "[]", "body"],
  ])("has the code invalid_response if a success %s", async (_name, body, place) => {
    const error = await errorFor(body, 200);
    expect(error.constructor).toBe(ApiError);
    expect(error).toMatchObject({ code: "invalid_response", status: 200, mayHaveSucceeded: false });
    expect(error.message).toContain(`Request failed with 200: GET ${url} — its ${place} `);
  });

  it("says of an invalid response to a create that the create may have succeeded", async () => {
    const { client } = createTestClient(() => Response.json({}));
    const error = await errorOf(client.createWebhook(appId, input));
    expect(error).toMatchObject({ code: "invalid_response", mayHaveSucceeded: true });
  });
});

describe("NetworkError", () => {
  it("keeps the cause, and the causes of the cause", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const error = await getError(() => {
      throw new TypeError("fetch failed", { cause: refused });
    });
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      code: "network",
      message: `Request got no response: GET ${url} — connect ECONNREFUSED`,
      attempts: 1,
      cause: {
        message: "fetch failed",
        cause: { code: "ECONNREFUSED", message: "connect ECONNREFUSED" },
      },
    });
    expect(error).not.toHaveProperty("status");
  });

  it("names the reason of the first address of several", async () => {
    const reasons = ["::1", "127.0.0.1"].map((address) => new Error(`refused by ${address}`));
    const error = await getError(() => {
      throw new TypeError("fetch failed", { cause: new AggregateError(reasons) });
    });
    expect(error.message).toBe(`Request got no response: GET ${url} — refused by ::1`);
  });

  it("ignores a cause that is no error, as msw has it", async () => {
    const error = await getError(() => {
      throw new TypeError("Failed to fetch", { cause: new Response() });
    });
    expect(error.message).toBe(`Request got no response: GET ${url} — Failed to fetch`);
  });
});

describe("MendixWebhooksError", () => {
  it.each<[string, Fetch]>([
    [
      "an error that is nested too deeply",
      () => new Response("[".repeat(100_000) + "]".repeat(100_000), { status: 400 }),
    ],
    [
      "a cause that is its own cause",
      () => {
        const error = new Error("circle");
        error.cause = error;
        throw error;
      },
    ],
  ])("stands for %s too", async (_name, fetch) => {
    const error = await getError(fetch);
    expect(error).toBeInstanceOf(MendixWebhooksError);
    expect(error.message).not.toContain("call stack");
  });
});
