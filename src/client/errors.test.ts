import { describe, expect, it } from "vitest";
import { type Client, createClient } from "./create-client.js";
import {
  ApiError,
  BadRequestError,
  classOf,
  ForbiddenError,
  failure,
  InvalidRequestError,
  MendixWebhooksError,
  NetworkError,
  NotFoundError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from "./errors.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const url = `https://webhook-portal.home.mendix.com/api/v1/apps/${appId}/webhooks/msg_1`;

const clientOf = (respond: () => Response): Client =>
  createClient({ token: "token", maxRetries: 0, fetch: async () => respond() });

/** The error that an answer to `getWebhook` ends in. */
async function errorOf(body: unknown, status: number, init: ResponseInit = {}): Promise<ApiError> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const call = clientOf(() => new Response(text, { status, ...init })).getWebhook(appId, "msg_1");
  const error: unknown = await call.then(String, (reason) => reason);
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

const notFound = {
  error: {
    code: 404,
    message: "Webhook not found",
    "invalid-params": [{ name: "validation", reason: "Webhook 'msg_1' not found" }],
  },
};

describe("MendixWebhooksError", () => {
  it.each([
    [400, BadRequestError, "BadRequestError", "bad_request"],
    [401, UnauthorizedError, "UnauthorizedError", "unauthorized"],
    [403, ForbiddenError, "ForbiddenError", "forbidden"],
    [404, NotFoundError, "NotFoundError", "not_found"],
    [429, RateLimitError, "RateLimitError", "rate_limit"],
    [500, ServerError, "ServerError", "server"],
    [503, ServerError, "ServerError", "server"],
    [599, ServerError, "ServerError", "server"],
    [302, ApiError, "ApiError", "api"],
    [418, ApiError, "ApiError", "api"],
  ])("stands for status %i as %o with a name and a code", async (status, Class, name, code) => {
    const error = await errorOf("", status);
    expect(error).toBeInstanceOf(Class);
    expect(error).toBeInstanceOf(MendixWebhooksError);
    expect(classOf(status)).toBe(Class);
    expect(error).toMatchObject({ name, code, status, method: "GET", url, attempts: 1 });
    expect(error.toString()).toMatch(new RegExp(`^${name}: Request failed with ${status}`));
  });

  it("says what failed, for which request and why", async () => {
    const { message } = await errorOf(notFound, 404, { statusText: "Not Found" });
    expect(message).toBe(
      `Request failed with 404 Not Found: GET ${url} — Webhook 'msg_1' not found`,
    );
  });

  it.each([
    ["the first reason that there is", notFound, "Webhook 'msg_1' not found"],
    ["the message without one", { error: { code: 500, message: "Failed" } }, "Failed"],
    ["the message beside an odd list", { error: { message: "M", "invalid-params": "x" } }, "M"],
    ["the message beside empty items", { error: { message: "M", "invalid-params": [null] } }, "M"],
  ])("takes %s from the answer", async (_, body, reason) => {
    expect((await errorOf(body, 404)).message).toMatch(new RegExp(` — ${reason}$`));
  });

  it.each([
    "",
    "<html>Bad gateway</html>",
    "null",
    "[]",
    "7",
    '"text"',
    "{}",
    '{"error":null}',
    '{"error":"text"}',
    '{"error":[]}',
    '{"error":{"code":404,"message":"tru',
  ])("says nothing of a body in another form: %s", async (body) => {
    const error = await errorOf(body, 404);
    expect(error.message).toBe(`Request failed with 404: GET ${url}`);
    expect(error.invalidParams).toEqual([]);
  });

  it("keeps the API's invalid-params", async () => {
    const { invalidParams } = await errorOf(notFound, 404);
    expect(invalidParams).toEqual(notFound.error["invalid-params"]);
  });

  it("keeps the first 500 characters of the body", async () => {
    expect((await errorOf("x".repeat(10_000), 500)).body).toBe("x".repeat(500));
    expect((await errorOf("short", 500)).body).toBe("short");
  });

  it.each([
    ["no JSON", "<html>", "its body is missing"],
    ["a missing field", '{"id":"msg_1"}', "its name is required"],
    ["a list", "[]", "its body must have type object"],
  ])("calls a success with %s an invalid response", async (_, body) => {
    const error = await errorOf(body, 200);
    expect(error.constructor).toBe(ApiError);
    expect(error).toMatchObject({ code: "invalid_response", status: 200, mayHaveSucceeded: false });
    expect(error.message).toMatch(/^Request failed with 200: GET \S+ — its \S+ (must|is) /);
  });

  it("says of an invalid answer to a create that it may have succeeded", async () => {
    const input = {
      name: "one",
      url: "https://some.domain.com",
      eventTypes: [],
      isActive: true,
      validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    };
    const call = clientOf(() => Response.json({})).createWebhook(appId, input);
    const details = { code: "invalid_response", mayHaveSucceeded: true };
    await expect(Promise.resolve(call)).rejects.toMatchObject(details);
  });

  it("turns into JSON with all that it tells", async () => {
    const error = await errorOf(notFound, 404);
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

  it("has a name that does not come from its class, which a bundler may rename", () => {
    const classes = { MendixWebhooksError, InvalidRequestError, NetworkError, TimeoutError };
    for (const [name, Class] of Object.entries(classes)) {
      expect(Object.hasOwn(Class.prototype, "name")).toBe(true);
      expect(new Class("text", {}).name).toBe(name);
    }
  });
});

describe("RateLimitError", () => {
  it("tells what the service said of its limit", async () => {
    const headers = {
      "X-RateLimit-Limit": "1000",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": "1900000000",
    };
    const error = await errorOf("", 429, { headers });
    const resetAt = new Date(1_900_000_000_000);
    expect(error).toMatchObject({ limit: 1000, remaining: 0, resetAt });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ resetAt: resetAt.toISOString() });
  });

  it("says nothing of a limit that the service did not tell", async () => {
    const error = await errorOf("<html>", 429);
    expect(error).toMatchObject({ limit: undefined, remaining: undefined, resetAt: undefined });
  });
});

describe("NetworkError", () => {
  it("keeps the cause, and the causes of the cause", async () => {
    const cause = new TypeError("fetch failed", {
      cause: Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }),
    });
    const client = clientOf(() => {
      throw cause;
    });
    const error = await client.getWebhook(appId, "msg_1").then(String, (reason) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      code: "network",
      message: `Request got no answer: GET ${url}`,
      attempts: 1,
      cause: {
        message: "fetch failed",
        cause: { code: "ECONNREFUSED", message: "connect ECONNREFUSED" },
      },
    });
    expect(error).not.toHaveProperty("status");
  });
});

describe("failure", () => {
  it("lets details win over what is known of the request", () => {
    const sent = { method: "PUT", url: "https://x", attempts: 3, mayHaveSucceeded: true };
    const error = failure(ServerError, "failed", sent, { code: "other", status: 500 });
    expect(error).toMatchObject({ ...sent, code: "other", status: 500 });
    expect(error.message).toBe("Request failed: PUT https://x");
  });
});
