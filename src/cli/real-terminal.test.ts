import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createClient } from "../index.js";
import { createSandbox, type Sandbox } from "../sandbox/index.js";
import { bundleCommand } from "./testing/bundle-command.js";

const root = join(import.meta.dirname, "../..");
const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
const ctrlC = "\u0003";
const ctrlD = "\u0004";

const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes(
  "util-linux",
);
let program: string;
let sandbox: Sandbox;
let folder: string;
let file: string;
let id: string;

beforeAll(async () => {
  const command = await bundleCommand();
  program = `'${process.execPath}' '${command.file}'`;
  sandbox = await createSandbox({ port: 0, seed: 1 });
  folder = await mkdtemp(join(tmpdir(), "real-terminal-"));
  file = join(folder, "webhooks.yaml");
  const webhook = "{ url: 'https://some.domain.com/new', validationSecret: env:SECRET }";
  const defaults = "{ isActive: true, eventTypes: [teamserver.push] }";
  await writeFile(
    file,
    `version: 1\ndefaults: ${defaults}\napps: { ${app}: { webhooks: { Push: ${webhook} } } }\n`,
  );
  return command.remove;
});
beforeEach(async ({ skip }) => {
  skip(!hasScript, "script, of util-linux, is missing");
  await sandbox.reset();
  const client = createClient({ token: "any", baseUrl: sandbox.url });
  const webhook = { name: "Push", url: "https://some.domain.com/webhooks", isActive: true };
  const input = { ...webhook, eventTypes: ["teamserver.push"], validationSecret: secret };
  ({ id } = await client.createWebhook(app, input));
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

interface Settings {
  env?: Record<string, string>;
  columns?: number;
  /** What to type, each as soon as the screen has the text. */
  answers?: [text: string, keys: string][];
}

/** Runs a command of the shell in a terminal, which `script` makes. */
async function runOnTerminal(command: string, { env, columns = 110, answers = [] }: Settings = {}) {
  const child = spawn("script", ["-qec", `stty cols ${columns}; ${command}`, "/dev/null"], {
    cwd: root,
    env: {
      ...{ PATH: process.env.PATH, TERM: "xterm", MENDIX_PAT: "any", SECRET: secret },
      ...{ MENDIX_WEBHOOKS_URL: sandbox.url, ...env },
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let screen = "";
  const waiting = [...answers];
  child.stdout.on("data", (chunk) => {
    screen += chunk;
    const [text, keys] = waiting[0] ?? [];
    if (text === undefined || !stripVTControlCharacters(screen).includes(text)) return;
    waiting.shift();
    child.stdin.write(keys);
  });
  const exitCode = await new Promise((resolve) => child.once("close", resolve));
  return { exitCode, screen: screen.replaceAll("\r\n", "\n") };
}

/** Progress is shown on standard error, by a machine that needs more than a second. */
const withoutProgress = "2> /dev/null";

const run = (args: string, settings?: Settings) =>
  runOnTerminal(`exec ${program} ${args}`, settings);

describe("the command line on a real terminal", () => {
  it("prints a table with colours, and JSON in a pipe", async () => {
    const lines = [
      "id                                   name  isActive  eventTypes       url",
      `${id}  Push  true      teamserver.push  https://some.domain.com/webhooks`,
    ];
    const plain = await run(`list ${app}`, { env: { NO_COLOR: "1" } });
    expect(plain).toEqual({ exitCode: 0, screen: `${lines.join("\n")}\n` });

    const colored = await run(`list ${app} --all ${withoutProgress}`);
    expect(colored.screen).toContain("\u001b[1misActive\u001b[22m");
    expect(stripVTControlCharacters(colored.screen)).toBe(plain.screen);

    const narrow = await run(`list ${app}`, { columns: 60, env: { NO_COLOR: "1" } });
    expect(narrow.screen).toContain(`id          ${id}\nname        Push\n`);
    const piped = await run(`list ${app} | cat`);
    expect(JSON.parse(piped.screen)).toMatchObject([{ id, name: "Push" }]);
  });

  it("asks before it deletes", async () => {
    const question = "Delete 'Push', which delivers to https://some.domain.com/webhooks? (y/N)";
    const no = await run(`delete ${app} ${id}`, { answers: [[question, "n\r"]] });
    expect(stripVTControlCharacters(no.screen)).toMatch(/No\s+Nothing was deleted\.\n$/);
    for (const key of [ctrlC, ctrlD]) {
      const stopped = await run(`delete ${app} ${id}`, { answers: [[question, key]] });
      expect(stripVTControlCharacters(stopped.screen)).toMatch(
        /\nmendix-webhooks: interrupted; nothing was changed\n$/,
      );
      expect(stopped.exitCode).toBe(130);
    }
    const yes = await run(`delete ${app} ${id}`, { answers: [[question, "y\r"]] });
    expect(stripVTControlCharacters(yes.screen)).toMatch(new RegExp(`Yes\\s+Deleted ${id}\\.\n$`));
    expect([no.exitCode, yes.exitCode]).toEqual([0, 0]);
  });

  it("plans in colours, and applies what is accepted", async () => {
    const planned = await run(`plan ${file} ${withoutProgress}`);
    expect(planned.screen.replaceAll("\u001b", "^")).toBe(
      [
        `^[1m${app}^[22m`,
        `^[33m  ~ "Push" (${id})^[39m`,
        '^[33m      ~ url = "https://some.domain.com/webhooks" -> "https://some.domain.com/new"^[39m',
        "",
        "^[1mPlan: 0 to create, 1 to update, 0 to delete; 0 unchanged.^[22m",
        "",
      ].join("\n"),
    );
    const applied = await run(`apply ${file}`, {
      answers: [["Apply these changes? (y/N)", "y\r"]],
    });
    expect(stripVTControlCharacters(applied.screen)).toMatch(
      /\nApplied: 0 created, 1 updated, 0 deleted\.\n$/,
    );
    expect([planned.exitCode, applied.exitCode]).toEqual([3, 0]);
  });

  it("shows progress, and says at Ctrl-C what is not known", async () => {
    sandbox.faults.set("hang", { operation: "updateWebhook" });
    const settings: Settings = { answers: [["0/1 changes", ctrlC]] };
    const { exitCode, screen } = await run(`apply ${file} --yes`, settings);
    expect(exitCode).toBe(130);
    expect(stripVTControlCharacters(screen)).toContain(
      `unknown: update 'Push' of ${app}: interrupted during the request\n`,
    );
    expect(screen).toMatch(
      /\nmendix-webhooks: interrupted; 1 of 1 changes are not done or unknown; apply again\n$/,
    );
    const piped = await runOnTerminal(`${program} apply ${file} --yes | cat`, settings);
    expect(piped.exitCode).toBe(130);
    // `cat` may end before the command does, which then has no output any more.
    expect(piped.screen).toMatch(/mendix-webhooks: interrupted; 1 of 1 changes .*\n/);
  });

  it("does all of its work though nobody reads what it says, and says when nobody can", async () => {
    const statusOf = async (command: string) => {
      const { screen } = await runOnTerminal(
        `(${program} ${command}; echo "status $?" >&2) | true`,
      );
      return screen;
    };
    expect(await statusOf(`plan ${file} 2>&1`)).toBe("status 3\n");
    expect(await statusOf(`apply ${file} --yes 2>&1`)).toBe("status 0\n");
    expect(await statusOf(`plan ${file}`)).toBe("status 0\n");
    expect(await statusOf(`get ${app} none --verbose 2>&1`)).toBe("status 1\n");
    expect(await statusOf(`list ${app} > /dev/full`)).toBe(
      "mendix-webhooks: the output cannot be written (ENOSPC)\nstatus 1\n",
    );
  });

  it("receives until Ctrl-C", async () => {
    const answers: [string, string][] = [["Ctrl-C stops it.", ctrlC]];
    const { exitCode, screen } = await run("listen --port 0 --secret env:SECRET", { answers });
    expect(exitCode).toBe(0);
    expect(screen).toMatch(
      /^Listening at http:\/\/127\.0\.0\.1:\d+\/webhooks\. Ctrl-C stops it\.\n\^C$/,
    );
  });
});
