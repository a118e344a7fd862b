import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedact } from "./redaction.js";

/** Secrets that share no letter with the mask, so that neither can be part of the other. */
const secret = fc.string({
  unit: fc.constantFrom(..."ABCXYZ019+/=_-.:; $&\"'\\\u00e4\u{1f426}\n"),
  minLength: 4,
  maxLength: 40,
});

describe("createRedact", () => {
  it.each([
    [["one-token", "other"], "one-token, other (one-token)", "[redacted], [redacted] ([redacted])"],
    [["abcd", "abcdefgh"], "abcdefgh", "[redacted]"],
    [["", "a", "one"], "one and a", "one and a"],
    [["four"], "four", "[redacted]"],
    [["padded\n"], "<padded>", "<[redacted]>"],
    // Escapes as Gson, PHP and Python write them, also in JSON within JSON.
    [["ab/cd\u00e4="], '"ab\\/cd\\u00e4\\u003d ab\\\\/cd\\\\u00E4="', '"[redacted] [redacted]"'],
    [["ab\\u003d"], '"ab\\\\u003d"', '"[redacted]"'],
    [["secret"], "", ""],
    [[], '{"name":"one"}', '{"name":"one"}'],
  ])("with %j turns %s into %s", (secrets, text, redacted) => {
    expect(createRedact(secrets)(text)).toBe(redacted);
  });

  it.each([
    ['{"validationSecret":"abc"}', '{"validationSecret":"[redacted]"}'],
    ['{"validationSecret" : "a\\"b\\\\"}', '{"validationSecret" : "[redacted]"}'],
    ['[{"key":"a","value":"b"}]', '[{"key":"a","value":"[redacted]"}]'],
    ['{"m":"not {\\"value\\":\\"b\\"}"}', '{"m":"not {\\"value\\":\\"[redacted]"}'],
    ['{"value":"cut of', '{"value":"[redacted]'],
    ['{"value":"cut of\\', '{"value":"[redacted]'],
    ['{"name":"value","url":"b"}', '{"name":"value","url":"b"}'],
    ['{"value":7}', '{"value":7}'],
  ])("redacts unknown values of secret properties in %s", (text, redacted) => {
    expect(createRedact([])(text)).toBe(redacted);
  });

  it("takes 8 MB of text", () => {
    const text = `{"value":"${"\\\\a".repeat(2 ** 21)}","value":"${"b".repeat(2 ** 23)}`;
    expect(createRedact(["secret"])(text)).toBe('{"value":"[redacted]","value":"[redacted]');
  });

  it("leaves no secret, in plain text or in JSON", () => {
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), (secrets) => {
        const redact = createRedact(secrets);
        for (const value of secrets) {
          const json = redact(JSON.stringify({ message: value }));
          expect(redact(`<${value}>`)).not.toContain(value);
          expect(json).not.toContain(value);
          expect(json).not.toContain(JSON.stringify(value).slice(1, -1));
        }
      }),
      { seed: 20_260_604, numRuns: 500 },
    );
  });
});
