import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedact, secretsIn } from "./redaction.js";

/** Secrets that share no letter with the mask, so that neither makes up the other. */
const secret = fc.string({
  unit: fc.constantFrom(..."ABCXYZ019+/=_-.:; $&\"'\\\u00e4\u{1f426}\n"),
  minLength: 4,
  maxLength: 40,
});

describe("createRedact", () => {
  it("masks each value wherever it stands", () => {
    const redact = createRedact(["token-one", "other"]);
    expect(redact("token-one, other and Bearer token-one.")).toBe(
      "[redacted], [redacted] and Bearer [redacted].",
    );
  });

  it("leaves a text without secrets as it is", () => {
    expect(createRedact([])('{"name":"one"}')).toBe('{"name":"one"}');
    expect(createRedact(["secret"])("")).toBe("");
  });

  it("masks no value that is too short to be a secret", () => {
    expect(createRedact(["", "a", "one"])("one and a")).toBe("one and a");
    expect(createRedact(["four"])("four")).toBe("[redacted]");
  });

  it("masks the whole of a secret that another one begins", () => {
    expect(createRedact(["abcd", "abcdefgh"])("abcdefgh")).toBe("[redacted]");
  });

  it("masks a value as JSON writes it", () => {
    const value = 'Digest name="x" \\ \n';
    const text = JSON.stringify({ error: { message: value } });
    expect(createRedact([value])(text)).toBe('{"error":{"message":"[redacted]"}}');
  });

  it.each([
    ['{"validationSecret":"abc"}', '{"validationSecret":"[redacted]"}'],
    ['{"validationSecret" : "a\\"b\\\\"}', '{"validationSecret" : "[redacted]"}'],
    [
      '[{"key":"a","value":"b"},{"value":"c"}]',
      '[{"key":"a","value":"[redacted]"},{"value":"[redacted]"}]',
    ],
    ['{"value":"cut of', '{"value":"[redacted]'],
    ['{"value":"cut of\\', '{"value":"[redacted]\\'],
    ['{"name":"value","url":"b"}', '{"name":"value","url":"b"}'],
    ['{"value":7}', '{"value":7}'],
  ])("masks unknown values of secret properties in %s", (text, masked) => {
    expect(createRedact([])(text)).toBe(masked);
  });

  it("leaves no secret, in plain text or in JSON", () => {
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), (secrets) => {
        const redact = createRedact(secrets);
        for (const value of secrets) {
          const json = JSON.stringify({ message: value });
          expect(redact(`<${value}>`)).not.toContain(value);
          expect(redact(json)).not.toContain(value);
          expect(redact(json)).not.toContain(JSON.stringify(value).slice(1, -1));
        }
      }),
      { seed: 20_260_604, numRuns: 500 },
    );
  });
});

describe("secretsIn", () => {
  it("finds the values of secret properties, however deep they stand", () => {
    const headers = [{ key: "a", value: "one" }, { value: 'tw"o\\' }];
    expect(secretsIn({ validationSecret: "three", headers })).toEqual(["three", "one", 'tw"o\\']);
    expect(secretsIn([[{ value: "\u00e4\n" }]])).toEqual(["\u00e4\n"]);
  });

  it.each([undefined, null, 7, "text", [], {}, { value: 7, validationSecret: null }])(
    "finds none in %j",
    (value) => {
      expect(secretsIn(value)).toEqual([]);
    },
  );

  it("gives back any text that was put in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(secretsIn({ headers: [{ key: "a", value }] })).toEqual([value]);
      }),
      { seed: 20_260_605, numRuns: 100 },
    );
  });
});
