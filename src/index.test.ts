import { describe, expect, expectTypeOf, it } from "vitest";
import {
  ApiError,
  BadRequestError,
  type Call,
  type Client,
  type ClientOptions,
  type CreateOptions,
  createClient,
  type InvalidParam,
  InvalidRequestError,
  MendixWebhooksError,
  NetworkError,
  type PagedCall,
  type PageOf,
  RateLimitError,
  type RequestOptions,
  ServerError,
  TimeoutError,
  type Webhook,
  type WebhookDetailed,
  type WebhookInput,
  type WebhookPage,
} from "./index.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const client = createClient({
  token: "token",
  fetch: async () => Response.json({ webhooks: [], cursors: {} }),
});

/** Code that is checked and not run. */
const check = (_: () => unknown) => expect(_).toBeTypeOf("function");

describe("createClient", () => {
  it("has a method for each operation, typed by what it answers", () => {
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

  it("gives a page with a way to the next, and its webhooks one by one", async () => {
    const page = await client.listWebhooks(appId, { limit: 20, ascOrder: true, cursor: "a" });
    expectTypeOf(page).toEqualTypeOf<PageOf<WebhookPage>>();
    expectTypeOf(page.webhooks).toEqualTypeOf<Webhook[]>();
    const next = await page.nextPage();
    expectTypeOf(next).toEqualTypeOf<PageOf<WebhookPage> | undefined>();
    expect(next).toBeUndefined();
    for await (const webhook of client.listWebhooks(appId)) {
      expectTypeOf(webhook).toEqualTypeOf<Webhook>();
      // @ts-expect-error a list shows no secrets
      webhook.validationSecret;
    }
  });

  it("gives the answer beside the result", async () => {
    const { data, response } = await client.listWebhooks(appId).withResponse();
    expectTypeOf(data.webhooks).toEqualTypeOf<Webhook[]>();
    expectTypeOf(response).toEqualTypeOf<Response>();
    expect(response.status).toBe(200);
  });

  it("has the option reconcile for createWebhook alone", () => {
    const body = {} as WebhookInput;
    expectTypeOf<Parameters<Client["createWebhook"]>[2]>().toEqualTypeOf<
      CreateOptions | undefined
    >();
    check(() => [
      client.createWebhook(appId, body, { reconcile: true }),
      // @ts-expect-error only a create can be reconciled
      client.updateWebhook(appId, "msg_1", body, { reconcile: true }),
      // @ts-expect-error only a create can be reconciled
      client.patchWebhook(appId, "msg_1", {}, { reconcile: true }),
      // @ts-expect-error only a create can be reconciled
      client.getWebhook(appId, "msg_1", { reconcile: true }),
      // @ts-expect-error only a create can be reconciled
      client.deleteWebhook(appId, "msg_1", { reconcile: true }),
      // @ts-expect-error only a create can be reconciled
      client.listWebhooks(appId, {}, { reconcile: true }),
    ]);
  });

  it("takes what the contract asks for, and nothing else", () => {
    const body = {} as WebhookInput;
    check(() => [
      // @ts-expect-error an app is named
      client.listWebhooks(),
      // @ts-expect-error a webhook is named
      client.getWebhook(appId),
      // @ts-expect-error a limit is a number
      client.listWebhooks(appId, { limit: "20" }),
      // @ts-expect-error no such parameter
      client.listWebhooks(appId, { offset: 20 }),
      // @ts-expect-error a webhook has more than a name
      client.createWebhook(appId, { name: "one" }),
      // @ts-expect-error an id is not for the caller to decide
      client.createWebhook(appId, { ...body, id: "msg_1" }),
      // @ts-expect-error a name is a text
      client.patchWebhook(appId, "msg_1", { name: 7 }),
    ]);
  });

  it("takes options of the client and of a request, each in its place", () => {
    expectTypeOf<RequestOptions>().toHaveProperty("signal");
    expectTypeOf<ClientOptions>().not.toHaveProperty("signal");
    expectTypeOf<RequestOptions>().not.toHaveProperty("token");
    expectTypeOf<ClientOptions["token"]>().toBeString();
    check(() => [
      // @ts-expect-error a client needs a token
      createClient({}),
      // @ts-expect-error no such option
      createClient({ token: "token", retries: 3 }),
      // @ts-expect-error a timeout is a number of milliseconds
      createClient({ token: "token", timeout: "30s" }),
      // @ts-expect-error the token is that of the client
      client.getWebhook(appId, "msg_1", { token: "other" }),
    ]);
    check(() => {
      // @ts-expect-error a client tells its limit, and is not told
      client.rateLimit = undefined;
    });
    expectTypeOf(client.rateLimit?.resetAt).toEqualTypeOf<Date | undefined>();
  });
});

describe("MendixWebhooksError", () => {
  it("narrows by class to what each failure tells", () => {
    const tell = (error: unknown) => {
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
      check(() => {
        // @ts-expect-error what an error tells does not change
        error.code = "other";
      });
      return error.code;
    };
    expect(tell(new InvalidRequestError("not sent", {}))).toBe("invalid_request");
    expect(tell(new RateLimitError("limited", {}))).toBeUndefined();
  });

  it("is the base of every error, and ApiError of those with an answer", () => {
    expectTypeOf<BadRequestError>().toExtend<ApiError>();
    expectTypeOf<ServerError>().toExtend<ApiError>();
    expectTypeOf<ApiError>().toExtend<MendixWebhooksError>();
    for (const Class of [BadRequestError, RateLimitError, ServerError]) {
      expect(new Class("text", {})).toBeInstanceOf(ApiError);
    }
    for (const Class of [ApiError, InvalidRequestError, NetworkError, TimeoutError]) {
      expect(new Class("text", {})).toBeInstanceOf(MendixWebhooksError);
    }
  });
});
