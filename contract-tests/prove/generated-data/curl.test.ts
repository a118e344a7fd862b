import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Request } from "../../oracle/http-exchange.js";
import { curlOf } from "./curl.js";
import { anyText } from "./strings.js";

/** The arguments that a shell would start curl with. */
function argumentsOf(line: string): string[] {
  const command = line.replace(/^curl/, "printf '%s\\0'");
  return execFileSync("bash", ["-c", command]).toString("utf8").split("\0").slice(0, -1);
}

const request: Request = {
  method: "post",
  path: { id: "a/b'c" },
  query: { "x y": "$HOME" },
  headers: { "x-empty": "", "x-quoted": "it's `id`" },
};

describe("curlOf", () => {
  it("writes method, URL and headers so that a shell leaves them as they are", () => {
    expect(argumentsOf(curlOf("http://127.0.0.1:1", "/things/{id}", request))).toEqual([
      ...["-i", "-X", "POST", "http://127.0.0.1:1/things/a%2Fb'c?x+y=%24HOME"],
      ...["-H", "x-empty;", "-H", "x-quoted: it's `id`"],
    ]);
  });

  it("keeps every body that JSON can be", () => {
    const bodies = anyText.map((text) => JSON.stringify({ text: text.slice(0, 100) }));
    fc.assert(
      fc.property(bodies, (body) => {
        const given = argumentsOf(curlOf("http://127.0.0.1:1", "/", { ...request, body }));
        expect(given.slice(-2)).toEqual(["--data-raw", body]);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});
