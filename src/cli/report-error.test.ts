import { describe, expect, it } from "vitest";
import { appId as app, canaries, useCommandFixture } from "./testing/command-fixture.js";

const { MENDIX_PAT: token, WEBHOOK_SECRET: secret, AUTHORIZATION: headerValue } = canaries;
const { command, write } = await useCommandFixture({
  tokens: [
    { token, scopes: ["read", "write"] },
    { token: "reader", scopes: ["read"] },
  ],
});

const flags = (name = "Push to pipeline") => [
  ...["--name", name, "--url", "https://some.domain.com/webhooks"],
  ...["--event", "teamserver.push", "--secret", "env:WEBHOOK_SECRET"],
];

const url = "http://127.0.0.1/webhooks";
const own = ["--secret", "env:WEBHOOK_SECRET"];

describe("wrong use", () => {
  it.each([
    [["lst", app], "unknown command 'lst' (Did you mean list?)"],
    [["list", app, "--limti=3"], "unknown option '--limti' (Did you mean --limit?)"],
    [["list"], "missing required argument 'app-id'"],
    [["list", app, "--output", "xml"], "Allowed choices are table, json, ndjson, yaml."],
    [["list", "no-uuid"], "app-id must have format uuid"],
    [["list", app, "--limit", "many"], "Give a whole number."],
    [
      ["list", app, "--base-url", "http://some.domain.com"],
      "the URL of the API must be an https URL; http:// is accepted for this machine alone",
    ],
    [["list", app, "--base-url", "127.0.0.1:4011/api/v1"], "must be an https URL"],
    [["create", app, "--name", "x"], "give --secret env:NAME"],
    [["create", app, ...flags(), "--generate-secret"], "cannot be used with option '--secret"],
    [["update", app, "id", "--active", "--inactive"], "cannot be used with option '--active'"],
    [["create", app, ...flags(), "--secret", secret], "env:NAME or file:PATH, never itself"],
    [["create", app, ...flags(), "--secret", "env:NONE"], "variable NONE is not set"],
    [["create", app, ...flags(), "--header", headerValue], "--header takes <key>=env:NAME"],
    [["create", app, ...flags(), "--data", "webhook.json"], "write @file"],
    [["create", app, "--data", "@none.json"], "none.json: there is no such file"],
    [["create", app, ...flags("A/B")], "name must have pattern"],
    [["update", app, "id"], "there is nothing to change"],
    [["send", url, ...own, "--event", "push"], "no event 'push', only "],
    [["send", url, ...own, "--set", "branchName"], "--set takes path=value"],
    [["send", url, ...own, "--set", "branch=main"], "teamserver.push has no 'branch', only event"],
    [["send", url, ...own, "--set", "commits.last=x"], "no place for 'commits.last'"],
    [["send", url, ...own, "--data", "event.json"], "write @file"],
    [["send", url, ...own, "--data", "@/dev/null"], "an event is a JSON object"],
    [["send", url, ...own, "--secrets", "x"], "(Did you mean --secret?)"],
    [["listen", ...own, "--port", "x"], "Give a whole number from 0 to 65535"],
    [["listen", ...own, "--port", "65536"], "Give a whole number from 0 to 65535"],
    [["listen", ...own, "--forward-to", "localhost"], "--forward-to must begin with http"],
    [["listen", ...own, "--forward-to", "http://user:pass@localhost"], "without user and password"],
    [["listen", "--secret", "env:NONE"], "variable NONE is not set"],
    [["listen", "--secret", secret], "env:NAME or file:PATH, never itself"],
    [["verify", ...own, "--headers", "none.txt"], "none.txt: there is no such file"],
    [["verify", ...own, "--headers", "/dev/null"], "/dev/null: there are no headers"],
    [["verify", ...own, "--headers", "x", "--at", "yesterday"], "--at takes a time"],
  ])("is refused with one line and status 2: %j", async (args, message) => {
    const { stdout, stderr, exitCode } = await command(args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain("\n");
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
  });

  it("refuses an alias that contains itself", async () => {
    const args = ["create", app, "--data", "@-", "--secret", "env:WEBHOOK_SECRET"];
    const { stderr, exitCode } = await command(args, { input: "headers: &a [*a]" });
    expect([exitCode, stderr]).toEqual([
      2,
      "mendix-webhooks: standard input:1:1: an alias contains itself\n",
    ]);
  });

  it("names what is in a file without control characters", async () => {
    await write("control.yaml", '"a\\e[2J": 1');
    const { stderr } = await command("plan control.yaml");
    expect(stderr).toContain("control.yaml:1:1: 'a\uFFFD[2J' is not known here");
  });

  it("names the place in a file that is neither JSON nor YAML, but not its content", async () => {
    const input = `{\n  "name": "x",\n  "validationSecret": "${secret}"\n  "url"`;
    const { stderr, exitCode } = await command(["create", app, "--data", "@-"], { input });
    expect(stderr).toMatch(/standard input:4:3: neither JSON nor YAML/);
    expect(exitCode).toBe(2);
  });
});

describe("a failure", () => {
  it.each([
    [{ MENDIX_PAT: "" }, "set MENDIX_PAT, or give --token-file"],
    [{ MENDIX_PAT: "reader" }, "the token needs the scope mx:webhook:write"],
    [{ MENDIX_PAT: "unknown" }, "Forbidden"],
  ])("is reported with status 4 where the token is the cause: %j", async (own, message) => {
    const { stderr, exitCode } = await command(["delete", app, "id", "--yes"], { env: own });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(4);
  });

  it("is told in more detail with --verbose", async () => {
    const { stderr, exitCode } = await command(["get", app, "none", "--verbose"]);
    expect(stderr).toContain("check the ids; 'list' shows those of an app");
    expect(stderr).toContain("code: not_found, attempts: 1");
    expect(exitCode).toBe(1);
  });

  it("is told with status 130 when Ctrl-C interrupts, and what is not known", async () => {
    const interrupt = new AbortController();
    const fetch = async (_: string, { signal }: RequestInit): Promise<Response> => {
      interrupt.abort();
      signal?.throwIfAborted();
      throw new Error("not aborted");
    };
    const args = ["create", app, ...flags()];
    const { stderr, exitCode } = await command(args, { fetch, signal: interrupt.signal });
    expect(stderr).toContain("interrupted — it is not known whether the service did it");
    expect(exitCode).toBe(130);
  });
});
