import { describe, expect, it } from "vitest";
import { Failure, lineOf } from "./failure.js";

const withCode = (code: unknown, cause?: unknown) =>
  Object.assign(new Error("a secret", { cause }), { code });

describe("lineOf", () => {
  it.each([
    ["its own line", new Failure("no answer within 30 s"), "no answer within 30 s"],
    ["a known code", withCode("ECONNREFUSED"), "connection refused"],
    ["the code of a cause", withCode(undefined, withCode("ENOTFOUND")), "host not found"],
    ["a certificate", withCode("DEPTH_ZERO_SELF_SIGNED_CERT"), /^no trusted TLS connection \(D/],
    ["any other code", withCode("EMFILE"), "the request failed (EMFILE)"],
    ["a code that is a text", withCode("a secret"), "the request failed"],
    ["a code that is a number", withCode(5), "the request failed"],
    ["what is no error", "a secret", "the request failed"],
  ])("tells %s", (_, error, line) => {
    expect(lineOf(error)).toMatch(line);
    expect(lineOf(error)).not.toContain("a secret");
  });
});
