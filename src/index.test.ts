import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  ApiError,
  type Call,
  type Client,
  type ClientOptions,
  type Clock,
  createClient,
  type InvalidParam,
  InvalidRequestError,
  MendixWebhooksError,
  NetworkError,
  type PagedCall,
  type PageOf,
  RateLimitError,
  type RequestOptions,
  TimeoutError,
  type Webhook,
  type WebhookDetailed,
  type WebhookInput,
  type WebhookPage,
} from "./index.js";
import { createReceiver } from "./receiver/index.js";
import { createSandbox, createVirtualClock } from "./sandbox/index.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const client = createClient({
  token: "token",
  fetch: async () => Response.json({ webhooks: [], cursors: {} }),
});

/** Takes code that the compiler checks, and that is not run. */
const compile = (_code: () => unknown): void => {};

describe("createClient", () => {
  it("has a method for each operation, typed by its result", () => {
    type Method = keyof Client;
    type Result<Name extends Method> = Client[Name] extends (...args: never[]) => infer R
      ? R
      : never;
    expectTypeOf<Result<"listWebhooks">>().toEqualTypeOf<PagedCall<WebhookPage, Webhook>>();
    expectTypeOf<Result<"getWebhook">>().toEqualTypeOf<Call<WebhookDetailed>>();
    expectTypeOf<Result<"createWebhook">>().toEqualTypeOf<Call<WebhookDetailed>>();
    expectTypeOf<Result<"updateWebhook">>().toEqualTypeOf<Call<WebhookDetailed>>();
    expectTypeOf<Result<"patchWebhook">>().toEqualTypeOf<Call<WebhookDetailed>>();
    expectTypeOf<Result<"deleteWebhook">>().toEqualTypeOf<Call<undefined>>();
    expectTypeOf<Awaited<Result<"getWebhook">>["validationSecret"]>().toBeString();
    expectTypeOf<Parameters<Client["patchWebhook"]>[2]>().toEqualTypeOf<Partial<WebhookInput>>();
  });

  it("returns a page with a method for the next, and iterates over webhooks", async () => {
    const page = await client.listWebhooks(appId, { limit: 20, ascOrder: true, cursor: "a" });
    expectTypeOf(page).toEqualTypeOf<PageOf<WebhookPage>>();
    expectTypeOf(page.webhooks).toEqualTypeOf<Webhook[]>();
    const next = await page.nextPage();
    expectTypeOf(next).toEqualTypeOf<PageOf<WebhookPage> | undefined>();
    expect(next).toBeUndefined();
    for await (const webhook of client.listWebhooks(appId)) {
      expectTypeOf(webhook).toEqualTypeOf<Webhook>();
      // @ts-expect-error a list has no secrets
      webhook.validationSecret;
    }
    const { data, response } = await client.listWebhooks(appId).withResponse();
    expectTypeOf(data).toEqualTypeOf<PageOf<WebhookPage>>();
    expectTypeOf(response).toEqualTypeOf<Response>();
  });

  it("takes what the contract requires, and nothing else", () => {
    const body = {} as WebhookInput;
    compile(() => [
      // @ts-expect-error the app id is required
      client.listWebhooks(),
      // @ts-expect-error the webhook id is required
      client.getWebhook(appId),
      // @ts-expect-error a limit is a number
      client.listWebhooks(appId, { limit: "20" }),
      // @ts-expect-error there is no such parameter
      client.listWebhooks(appId, { offset: 20 }),
      // @ts-expect-error url and others are required
      client.createWebhook(appId, { name: "one" }),
      // @ts-expect-error the service decides about the id
      client.createWebhook(appId, { ...body, id: "msg_1" }),
      // @ts-expect-error a name is a string
      client.patchWebhook(appId, "msg_1", { name: 7 }),
    ]);
  });

  it("takes options of the client and of a request", () => {
    expectTypeOf<RequestOptions>().toHaveProperty("signal");
    expectTypeOf<ClientOptions>().not.toHaveProperty("signal");
    expectTypeOf<RequestOptions>().not.toHaveProperty("token");
    expectTypeOf<ClientOptions["token"]>().toBeString();
    compile(() => [
      // @ts-expect-error the token is required
      createClient({}),
      // @ts-expect-error there is no such option
      createClient({ token: "token", retries: 3 }),
      // @ts-expect-error a timeout is a number of milliseconds
      createClient({ token: "token", timeout: "30s" }),
      // @ts-expect-error only the client has a token
      client.getWebhook(appId, "msg_1", { token: "other" }),
    ]);
    compile(() => {
      // @ts-expect-error the rate limit is read-only
      client.rateLimit = undefined;
    });
    expectTypeOf(client.rateLimit?.resetAt).toEqualTypeOf<Date | undefined>();
  });
});

describe("MendixWebhooksError", () => {
  it("narrows by class to the properties of each error", () => {
    const describeError = (error: unknown) => {
      if (error instanceof RateLimitError) {
        expectTypeOf(error.status).toEqualTypeOf<number>();
        expectTypeOf(error.limit).toEqualTypeOf<number | undefined>();
        expectTypeOf(error.remaining).toEqualTypeOf<number | undefined>();
        return error.resetAt?.toISOString();
      }
      if (error instanceof ApiError) {
        expectTypeOf(error.status).toEqualTypeOf<number>();
        expectTypeOf(error.method).toEqualTypeOf<string>();
        expectTypeOf(error.body).toEqualTypeOf<string | undefined>();
        return error.url.length;
      }
      if (error instanceof NetworkError || error instanceof TimeoutError) {
        expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
        return error.method.length;
      }
      if (!(error instanceof MendixWebhooksError)) return undefined;
      expectTypeOf(error.code).toEqualTypeOf<string>();
      expectTypeOf(error.url).toEqualTypeOf<string | undefined>();
      expectTypeOf(error.attempts).toEqualTypeOf<number>();
      expectTypeOf(error.mayHaveSucceeded).toEqualTypeOf<boolean>();
      expectTypeOf(error.invalidParams).toEqualTypeOf<readonly InvalidParam[]>();
      expectTypeOf(error.cause).toBeUnknown();
      compile(() => {
        // @ts-expect-error the properties are read-only
        error.code = "other";
      });
      return error.code;
    };
    expect(describeError(new InvalidRequestError("not sent", {}))).toBe("invalid_request");
    expect(describeError(new RateLimitError("limited", {}))).toBeUndefined();
  });
});

describe("Clock", () => {
  it("drives client, receiver and sandbox alike if it is virtual", async () => {
    const start = Date.UTC(2030, 0, 1);
    const clock = createVirtualClock(start);
    expectTypeOf(clock).toExtend<Clock>();
    const validationSecret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
    const attempts: number[] = [];
    const receiver = createReceiver({
      secrets: validationSecret,
      now: clock.now,
      onError: () => {},
      on: {
        "teamserver.push": () => {
          attempts.push(clock.now());
          if (attempts.length === 1) throw new Error("busy");
        },
      },
    });
    const sandbox = await createSandbox({ port: "none", clock, deliveries: { send: receiver } });
    const limited = [new Response(null, { status: 429, headers: { "Retry-After": "30" } })];
    const virtualClient = createClient({
      token: "token",
      baseUrl: sandbox.url,
      clock,
      fetch: async (url, init) => limited.pop() ?? sandbox.fetch(url, init),
    });

    const creating = virtualClient.createWebhook(appId, {
      name: "Push to pipeline",
      url: "https://some.domain.com/webhooks",
      eventTypes: ["teamserver.push"],
      isActive: true,
      validationSecret,
    });
    await turn();
    clock.advance(30_000);
    await creating;
    sandbox.trigger(appId, { type: "teamserver.push" });
    await sandbox.settled();
    await sandbox.close();

    // The client waited for 30 s, and the sandbox repeated the failed delivery after another 5 s.
    expect(attempts).toEqual([start + 30_000, start + 35_000]);
  });
});
