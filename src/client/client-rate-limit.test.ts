import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateLimitError, ServerError } from "./client-errors.js";
import type { ClientOptions } from "./client-options.js";
import { appId } from "./testing/input.js";
import { createTestClient, errorOf, startTime } from "./testing/test-client.js";

const response = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

const limits = (remaining: number, reset: number) => ({
  "X-RateLimit-Limit": "1000",
  "X-RateLimit-Remaining": `${remaining}`,
  "X-RateLimit-Reset": `${reset}`,
});

/** Creates a client whose service gives these responses in turn, and 204 after them. */
function createDeletingClient(responses: Response[], options: Partial<ClientOptions> = {}) {
  const fixture = createTestClient(() => responses.shift() ?? response(204), options);
  return { ...fixture, deleteWebhook: () => fixture.client.deleteWebhook(appId, "msg_1") };
}

describe("Retry-After", () => {
  it.each([408, 429, 500, 502, 503, 504])("of a %i is obeyed", async (status) => {
    const { deleteWebhook, waits } = createDeletingClient([
      response(status, { "Retry-After": "11" }),
    ]);
    await deleteWebhook();
    expect(waits).toEqual([11_000]);
  });

  it("and the reset of the rate limit are obeyed to the millisecond", async () => {
    const seconds = fc.integer({ min: 1, max: 60 });
    const run = async (retryAfter: number, reset: number, isUnixTime: boolean) => {
      const { deleteWebhook, waits } = createDeletingClient([
        response(429, {
          "Retry-After": `${retryAfter}`,
          "X-RateLimit-Reset": `${isUnixTime ? startTime / 1000 + reset : reset}`,
        }),
      ]);
      await deleteWebhook();
      expect(waits).toEqual([Math.max(retryAfter, reset) * 1000]);
    };
    const property = fc.asyncProperty(seconds, seconds, fc.boolean(), run);
    await fc.assert(property, { seed: 20_260_602, numRuns: 200 });
  });

  it("is replaced by backoff if a 429 does not say when", async () => {
    const responses = [response(429), response(429, { "Retry-After": "soon" })];
    const { deleteWebhook, waits } = createDeletingClient(responses);
    await deleteWebhook();
    expect(waits).toEqual([250, 500]);
  });

  it("beyond maxRetryAfter fails at once", async () => {
    const headers = { ...limits(0, 5), "Retry-After": "61" };
    const { deleteWebhook, waits } = createDeletingClient([response(429, headers)]);
    const error = await errorOf(deleteWebhook());
    expect(error).toBeInstanceOf(RateLimitError);
    const resetAt = new Date(startTime + 5000);
    expect(error).toMatchObject({ attempts: 1, status: 429, limit: 1000, remaining: 0, resetAt });
    expect(waits).toEqual([]);

    const absurd = createDeletingClient([response(503, { "Retry-After": "8640000000000" })]);
    expect(await errorOf(absurd.deleteWebhook())).toBeInstanceOf(ServerError);
  });

  it.each([60, 3600])("of exactly maxRetryAfter is obeyed: %i s", async (maxRetryAfter) => {
    const responses = [response(429, { "Retry-After": `${maxRetryAfter}` })];
    const { deleteWebhook, waits } = createDeletingClient(responses, { maxRetryAfter });
    await deleteWebhook();
    expect(waits).toEqual([maxRetryAfter * 1000]);
  });
});

describe("rateLimit", () => {
  it("is what the last response with a limit reported", async () => {
    const { client, deleteWebhook } = createDeletingClient([
      response(204, limits(7, 60)),
      response(204),
      response(404, limits(5, startTime / 1000 + 30)),
    ]);
    expect(client.rateLimit).toBeUndefined();
    await deleteWebhook();
    const first = { limit: 1000, remaining: 7, resetAt: new Date(startTime + 60_000) };
    expect(client.rateLimit).toEqual(first);
    await deleteWebhook();
    expect(client.rateLimit).toEqual(first);
    await errorOf(deleteWebhook());
    const resetAt = new Date(startTime + 30_000);
    expect(client.rateLimit).toEqual({ limit: 1000, remaining: 5, resetAt });
  });
});

describe("waitForRateLimit", () => {
  it("is off by default", async () => {
    const { deleteWebhook, waits } = createDeletingClient([response(204, limits(0, 30))]);
    await deleteWebhook();
    await deleteWebhook();
    expect(waits).toEqual([]);
  });

  it("waits for the reset before a request if none is left", async () => {
    const responses = [response(204, limits(1, 30)), response(204, limits(0, 30))];
    const { deleteWebhook, waits } = createDeletingClient(responses, { waitForRateLimit: true });
    await deleteWebhook();
    await deleteWebhook();
    expect(waits).toEqual([]);
    await deleteWebhook();
    expect(waits).toEqual([30_000]);
  });

  it("does not wait if the reset has passed", async () => {
    const { clock, deleteWebhook, waits } = createDeletingClient([response(204, limits(0, 30))], {
      waitForRateLimit: true,
    });
    await deleteWebhook();
    clock.advance(31_000);
    await deleteWebhook();
    expect(waits).toEqual([]);
  });

  it("throws without sending if the wait exceeds maxRetryAfter", async () => {
    const { deleteWebhook, requests } = createDeletingClient([response(204, limits(0, 61))], {
      waitForRateLimit: true,
    });
    await deleteWebhook();
    const error = await errorOf(deleteWebhook());
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Request not sent: DELETE https:/),
      attempts: 0,
      mayHaveSucceeded: false,
      limit: 1000,
      remaining: 0,
      resetAt: new Date(startTime + 61_000),
    });
    expect(requests).toHaveLength(1);
  });
});
