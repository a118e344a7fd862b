import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serverUrl } from "../../../generated/routes.js";
import { createClient } from "../../../src/index.js";
import { createSandbox, type Sandbox } from "../../../src/sandbox/index.js";
import { progressLine, readSettings } from "./live-command.js";

const token = "canary-pat-0a1b2c3d4e5f";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";

describe("npm run test:contract", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox({ apps: [app], tokens: [{ token }] });
  });
  afterEach(() => sandbox.close());

  /** Starts a program as npm does; the environment has the token and the app. */
  function start(args: string[], environment = {}) {
    const program = ["--import", "tsx", "contract-tests/test-contract.ts"];
    const child = spawn(process.execPath, [...program, ...args], {
      cwd: join(import.meta.dirname, "../../.."),
      env: { ...process.env, MENDIX_PAT: token, MENDIX_APP_ID: app, ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk;
      });
    }
    return { child, ended: once(child, "close").then(([code]) => ({ code, output })) };
  }

  async function countWebhooks(): Promise<number> {
    const { url: baseUrl, fetch } = sandbox;
    const { webhooks } = await createClient({ token, baseUrl, fetch }).listWebhooks(app);
    return webhooks.length;
  }

  it("leaves nothing behind when it is interrupted", async () => {
    const { child, ended } = start(["--target", sandbox.url]);
    while ((await countWebhooks()) === 0) await setImmediate();
    child.kill("SIGINT");
    const { code, output } = await ended;
    expect(code).toBe(130);
    expect(output).toContain("Not every check was run: it was interrupted");
    expect(output).toMatch(/\d+ checks not asked, because the run was stopped/);
    expect(await countWebhooks()).toBe(0);
  });

  it("writes reports without the token, and ends with the verdict", async () => {
    const folder = mkdtempSync(join(tmpdir(), "contract-report-"));
    const args = ["--target", sandbox.url, "--read-only", "--report", folder];
    const { code, output } = await start(args).ended;
    const [page = "", junit = ""] = ["report.html", "junit.xml"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    expect(output).toMatch(/ of \d+ checks passed: 100 %; \d+ not applicable\n$/);
    expect(output.split("\n").length).toBeLessThanOrEqual(40);
    expect(output + page + junit).not.toContain(token);
    expect(page).toContain(sandbox.url);
    expect(junit).toContain('failures="0"');
  });

  it("writes a long list into a pipe that is read late", async () => {
    const folder = mkdtempSync(join(tmpdir(), "contract-report-"));
    const args = ["--target", sandbox.url, "--read-only", "--verbose", "--report", folder];
    const command = 'npm run --silent test:contract -- "$@" | { read -r <&3; cat; }';
    const child = spawn("bash", ["-o", "pipefail", "-c", command, "bash", ...args], {
      env: { ...process.env, MENDIX_PAT: token, MENDIX_APP_ID: app },
      stdio: ["ignore", "pipe", "ignore", "pipe"],
    });
    // The types of `spawn` do not know which streams there are if there are more than three.
    const output = text(child.stdout as Readable);
    const ended = once(child, "close");
    // It is written after the list.
    while (!existsSync(join(folder, "junit.xml"))) await setImmediate();
    (child.stdio[3] as Writable).end("\n");
    expect(await ended).toEqual([0, null]);
    rmSync(folder, { recursive: true });
    expect(await output).toMatch(/ of \d+ checks passed: 100 %; \d+ not applicable\n$/);
  });

  const missing = { MENDIX_PAT: "", MENDIX_APP_ID: "" };
  it.each([
    [["--target", "moon"], missing, ["not 'moon'", "MENDIX_PAT is not", "MENDIX_APP_ID is not"]],
    [["--target", `\u001b[2J${token}`], {}, ["not '\ufffd[2J[redacted]'"]],
    [["--read-onyl"], {}, ["unknown option '--read-onyl' (Did you mean --read-only?)"]],
    [["--target", "sandbox", "--serve", "a.yaml"], {}, ["--serve needs --target prism"]],
    [["--target", "prism", "--serve", "none.yaml"], {}, ["'none.yaml' is neither a file nor"]],
    [["--target", "live", "--report", "package.json"], {}, ["--report needs a folder: EEXIST"]],
  ])("refuses %j", async (args, environment, messages) => {
    const { code, output } = await start(args, environment).ended;
    expect(code).toBe(2);
    for (const message of messages) expect(output).toContain(message);
    expect(output).not.toContain(token);
  });

  it("masks an error that nobody expects", async () => {
    const source =
      "globalThis.fetch = () => new Promise(() => setImmediate(() => { throw process.env.MENDIX_PAT; }));";
    const preload = `--import=data:text/javascript,${encodeURIComponent(source)}`;
    const { code, output } = await start(["--target", sandbox.url], { NODE_OPTIONS: preload })
      .ended;
    expect(code).toBe(1);
    expect(output).toMatch(/test:contract cannot go on\.\n'\[redacted\]'/);
    expect(output).not.toContain(token);
  });
});

describe("readSettings", () => {
  it.each([
    [{ target: "live" }, {}, { url: serverUrl, token: "canary", maxRequests: 1_500 }],
    [{ target: "http://localhost:4010/v1/" }, {}, { url: "http://localhost:4010/v1" }],
    [{ target: "http://example.com" }, {}, "must be https"],
    [{ target: "https://user:canary@example.com" }, {}, "without a user"],
    [{ target: "live", maxRequests: "99" }, {}, "--max-requests"],
    [{ target: "live" }, { MENDIX_PAT: "MxToken canary" }, "MENDIX_PAT must contain no space"],
    [{ target: "live" }, { MENDIX_APP_ID: "my app" }, "MENDIX_APP_ID is not the id of an app"],
  ])("reads %j with %j", (options, change, expected) => {
    const read = () =>
      readSettings(options, { MENDIX_PAT: "canary", MENDIX_APP_ID: app, ...change });
    if (typeof expected !== "string") return expect(read()).toMatchObject(expected);
    expect(read).toThrow(expected);
    expect(read).not.toThrow(/canary/);
  });
});

it("shows the progress in one line", () => {
  const progress = { checks: 10, of: 40, failed: 2, requests: 25, waitingFor: "it" };
  const line = "10 of 40 checks, 2 failed, 25 requests, about 15 s left, waiting for it";
  expect(progressLine(progress, 5)).toBe(line);
});
