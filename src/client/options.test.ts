import { describe, expect, it } from "vitest";
import { createClient } from "./create-client.js";
import { MendixWebhooksError } from "./errors.js";
import { type ClientOptions, checkOptions, given, type RequestOptions } from "./options.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const token = "canary-token";

/** What a function throws. */
function thrownBy(perform: () => unknown): unknown {
  try {
    perform();
  } catch (error) {
    return error;
  }
  return undefined;
}

function expectInvalidOption(error: unknown, option: string): void {
  expect(error).toBeInstanceOf(MendixWebhooksError);
  expect(error).toMatchObject({ code: "invalid_option", attempts: 0, mayHaveSucceeded: false });
  const { message } = error as Error;
  expect(message).toContain(`'${option}'`);
  expect(message).not.toMatch(/canary|secret|evil/);
}

const badHeaders: Record<string, unknown>[] = [
  { "canary name": "x" },
  { "x-key": "canary\nvalue" },
  { "x-key": "canary\u0000" },
  { "x-key": "canary \u{1f426}" },
  { "": "canary" },
];

const badNumbers: [string, unknown][] = [
  ["timeout", -1],
  ["timeout", Number.NaN],
  ["deadline", -0.5],
  ["deadline", Number.NaN],
  ["maxRetries", -1],
  ["maxRetries", Number.NaN],
  ["maxRetryAfter", -60],
  ["maxRetryAfter", Number.NaN],
  ["maxRetryAfter", "canary"],
];

const remote = [
  "http://evil.example/api",
  "http://127.0.0.1.evil.com",
  "http://127.0.0.1evil.com",
  "http://localhost.evil.com",
  "http://localhostevil.com",
  "http://[::2]/",
  "http://evil.com:80/localhost",
  "http://evil.com\\localhost",
  "http://10.0.0.1",
];

const unusable = [
  "",
  "evil",
  "/api/v1",
  "evil.com/api",
  "https://",
  "https://evil.com:99999",
  "ftp://evil.com",
  "file:///evil",
  "javascript:evil",
  "https://user:secret@evil.com",
  "https://secret@evil.com/api",
  "https://evil.com/api?key=secret",
  "https://evil.com/api#secret",
  "http://localhost@evil.com",
  "http://localhost:80@evil.com",
  "http://user:secret@localhost",
];

describe("createClient", () => {
  it.each<[string, unknown]>([
    ["token", undefined],
    ["token", null],
    ["token", ""],
    ["token", "MxToken canary-token"],
    ["token", "canary-token\n"],
    ["token", "canary\r\nx-key: secret"],
    ["token", " canary-token"],
    ["token", "canary-t\u00f6ken"],
    ...remote.map((url): [string, string] => ["baseUrl", url]),
    ...unusable.map((url): [string, string] => ["baseUrl", url]),
    ...badNumbers,
    ...badHeaders.map((headers): [string, unknown] => ["headers", headers]),
    ["headers", null],
  ])("refuses %s %j by name, telling no value, before any request", (name, value) => {
    let requests = 0;
    const fetch = async () => {
      requests += 1;
      return new Response();
    };
    const options = { token, fetch, [name]: value } as ClientOptions;
    expectInvalidOption(
      thrownBy(() => createClient(options)),
      name,
    );
    expect(requests).toBe(0);
  });

  it("refuses to be made without options", () => {
    const create = createClient as unknown as () => unknown;
    expectInvalidOption(thrownBy(create), "token");
  });

  it.each([...badNumbers, ...badHeaders.map((headers): [string, unknown] => ["headers", headers])])(
    "rejects a request with %s %j of its own, before it is sent",
    async (name, value) => {
      let requests = 0;
      const client = createClient({
        token,
        fetch: async () => {
          requests += 1;
          return new Response();
        },
      });
      const call = client.getWebhook(appId, "msg_1", { [name]: value } as RequestOptions);
      expectInvalidOption(await call.catch((error: unknown) => error), name);
      expect(requests).toBe(0);
    },
  );

  it("sends the token, its headers and its name with each request", async () => {
    const requests: Request[] = [];
    const client = createClient({
      token,
      baseUrl: "http://localhost:8080/api/",
      headers: { "X-Team": "one", "X-Client": "kept" },
      fetch: async (request) => {
        requests.push(request);
        return new Response(null, { status: 204 });
      },
    });
    await client.deleteWebhook(appId, "a/b", { headers: { "x-team": "two" } });
    const [request] = requests;
    expect(request?.url).toBe(`http://localhost:8080/api/apps/${appId}/webhooks/a%2Fb`);
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      authorization: `MxToken ${token}`,
      accept: "application/json",
      "user-agent": "mendix-webhooks",
      "x-client": "kept",
      "x-team": "two",
    });
  });
});

describe("checkOptions", () => {
  it.each([
    "https://api.example.com",
    "https://api.example.com/v1/",
    "https://[2001:db8::1]:8443/v1",
    "http://localhost",
    "http://localhost:8080/api/v1",
    "http://127.0.0.1:8080",
    "http://127.8.8.8/",
    "http://[::1]:8080/api",
  ])("takes %s as baseUrl", (baseUrl) => {
    expect(checkOptions({ token, baseUrl }).baseUrl).toBe(baseUrl);
  });

  it.each(remote)("takes %s with allowInsecure alone", (baseUrl) => {
    expect(checkOptions({ token, baseUrl, allowInsecure: true }).baseUrl).toBe(baseUrl);
  });

  it.each(unusable)("refuses %j even with allowInsecure", (baseUrl) => {
    const error = thrownBy(() => checkOptions({ token, baseUrl, allowInsecure: true }));
    expectInvalidOption(error, "baseUrl");
  });

  it("takes zero and Infinity as numbers", () => {
    const numbers = { timeout: Infinity, deadline: 0, maxRetries: 0, maxRetryAfter: Infinity };
    expect(checkOptions({ token, ...numbers })).toMatchObject(numbers);
  });

  it("has a default for each option that is left out or undefined", () => {
    const defaults = checkOptions({ token });
    expect(defaults).toMatchObject({
      baseUrl: "https://webhook-portal.home.mendix.com/api/v1",
      timeout: 30_000,
      deadline: Infinity,
      maxRetries: 2,
      maxRetryAfter: 60,
      waitForRateLimit: false,
      validate: true,
      allowInsecure: false,
    });
    const nothing = Object.fromEntries(Object.keys(defaults).map((name) => [name, undefined]));
    expect(checkOptions({ ...nothing, token } as ClientOptions)).toEqual(defaults);
  });
});

describe("given", () => {
  it("leaves out what is undefined and keeps everything else", () => {
    expect(given({ a: undefined, b: null, c: 0, d: "" })).toEqual({ b: null, c: 0, d: "" });
    expect(Object.keys(given({ a: undefined }))).toEqual([]);
    expect(given(undefined)).toEqual({});
  });
});
