import { describe, expect, it } from "vitest";
import { MendixWebhooksError } from "./client-errors.js";
import { type ClientOptions, checkOptions, withoutUndefined } from "./client-options.js";
import { appId } from "./testing/input.js";
import { createTestClient, errorOf } from "./testing/test-client.js";

const token = "canary-token";

/** Returns the error that `checkOptions` throws. */
function optionError(options: object): unknown {
  try {
    checkOptions({ token, ...options });
  } catch (error) {
    return error;
  }
  return undefined;
}

function expectInvalidOption(error: unknown, option: string): void {
  expect(error).toBeInstanceOf(MendixWebhooksError);
  expect(error).toMatchObject({
    code: "invalid_option",
    attempts: 0,
    mayHaveSucceeded: false,
    invalidParams: [],
    message: expect.stringContaining(`'${option}'`),
  });
  expect(String(error)).not.toMatch(/canary|secret|evil/);
}

const invalidHeaders = [
  { "canary name": "x" },
  { "x-key": "canary\nvalue" },
  { "x-key": "canary\u0000" },
  { "x-key": "canary \u{1f426}" },
  { "": "canary" },
];

/** Options of a client or of a request that cannot be used. */
const invalidShared: [string, unknown][] = [
  ["timeout", -1],
  ["timeout", "5"],
  ["timeout", Number.NaN],
  ["deadline", -0.5],
  ["maxRetries", Number.NaN],
  ["maxRetryAfter", -60],
  ["maxRetryAfter", "canary"],
  ...invalidHeaders.map((headers): [string, unknown] => ["headers", headers]),
];

const insecureUrls = [
  "http://127.0.0.1.evil.com",
  "http://127.0.0.1evil.com",
  "http://localhost.evil.com",
  "http://evil-localhost",
  "http://[::2]/",
  "http://evil.com:80/localhost",
  "http://evil.com\\localhost",
  "http://10.0.0.1",
];

const invalidUrls = [
  "",
  "/api/v1",
  "evil.com/api",
  "https://evil.com:99999",
  "ftp://evil.com",
  "javascript:evil",
  "https://user:secret@evil.com",
  "https://evil.com/api?key=secret",
  "https://evil.com/api#secret",
  "http://localhost@evil.com",
  "http://localhost:80@evil.com",
];

describe("checkOptions", () => {
  it.each<[string, unknown]>([
    ["token", null],
    ["token", ""],
    ["token", "MxToken canary-token"],
    ["token", "canary-token\n"],
    ["token", "canary\r\nx-key: secret"],
    ["token", " canary-token"],
    ["token", "canary-t\u00f6ken"],
    ...invalidShared,
    ["headers", null],
    ["fetch", "canary"],
  ])("refuses %s %j, without showing the value", (name, value) => {
    expectInvalidOption(optionError({ [name]: value }), name);
  });

  it.each(insecureUrls)("refuses %s as baseUrl, unless allowInsecure is set", (baseUrl) => {
    expectInvalidOption(optionError({ baseUrl }), "baseUrl");
    expect(checkOptions({ token, baseUrl, allowInsecure: true }).allowInsecure).toBe(true);
  });

  it.each(invalidUrls)("refuses %j as baseUrl, even if allowInsecure is set", (baseUrl) => {
    expectInvalidOption(optionError({ baseUrl }), "baseUrl");
    expectInvalidOption(optionError({ baseUrl, allowInsecure: true }), "baseUrl");
  });

  it.each([
    "https://api.example.com/v1/",
    "https://[2001:db8::1]:8443/v1",
    "http://localhost:8080/api/v1",
    "http://127.8.8.8/",
    "http://[::1]:8080/api",
  ])("accepts %s as baseUrl", (baseUrl) => {
    expect(checkOptions({ token, baseUrl }).baseUrl).toBe(new URL(baseUrl).href);
  });

  it("refuses a userAgent that cannot be sent", () => {
    expect(() => checkOptions({ token, userAgent: "a\nb" })).toThrow("and userAgent must be HTTP");
  });

  it("says to leave out the word MxToken", () => {
    expect(() => checkOptions({ token: "MxToken abc" })).toThrow(
      "must be a personal access token without the word MxToken",
    );
  });

  it.each([
    [undefined, true, true],
    [true, true, true],
    [false, false, false],
    [{ responses: false }, true, false],
    [{ requests: false, responses: true }, false, true],
  ])("reads validate %j", (validate, requests, responses) => {
    const options = withoutUndefined({ token, validate }) as ClientOptions;
    expect(checkOptions(options).validate).toEqual({ requests, responses });
  });

  it("has a default for each option that is missing or undefined", () => {
    const defaults = checkOptions({ token });
    expect(defaults).toMatchObject({
      baseUrl: "https://webhook-portal.home.mendix.com/api/v1",
      timeout: 30_000,
      deadline: Infinity,
      maxRetries: 2,
      maxRetryAfter: 60,
      waitForRateLimit: false,
      validate: { requests: true, responses: true },
      allowInsecure: false,
    });
    const undefinedOptions = Object.keys(defaults).map((name) => [name, undefined]);
    const options: ClientOptions = { ...Object.fromEntries(undefinedOptions), token };
    expect(checkOptions(options)).toEqual(defaults);
  });
});

describe("createClient", () => {
  it.each(invalidShared)("rejects a request with %s %j, before it is sent", async (name, value) => {
    const { client, requests } = createTestClient(() => new Response());
    expectInvalidOption(await errorOf(client.getWebhook(appId, "msg_1", { [name]: value })), name);
    expect(requests).toEqual([]);
  });
});
