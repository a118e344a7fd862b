import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/sandbox/index.js";
import { contract, partOf } from "../../contract.js";
import type { Report } from "../../report/report.js";
import { runLive } from "../../targets/live/live-run.js";
import { LiveTransport } from "../../targets/live/live-transport.js";
import { startIndependentServer } from "./independent-server.js";
import { type Bug, bugs } from "./independent-server-bugs.js";

/** The server does not grow with the contract: it is asked for the operations that it was written for. */
const served = ["listWebhooks", "createWebhook", "getWebhook", "updateWebhook", "deleteWebhook"];
const servedContract = partOf(contract, (operationId) => served.includes(operationId));

type StartServer = typeof startIndependentServer;

const token = "canary-pat-0a1b2c3d4e5f";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";

/** Runs the suite in an app that others use as well, as `--target <url>` does. */
async function runAgainst(start: StartServer): Promise<Report> {
  const server = await start({ token, readOnlyToken: "reader", appId: app });
  const options = {
    url: server.url,
    token,
    app,
    isReadOnly: false,
    maxRequests: 5_000,
    fetch,
    clock: systemClock,
  };
  try {
    return (await runLive(new LiveTransport(servedContract, options), "ab12")).report;
  } finally {
    await server.close();
  }
}

/** For copies of the server, each with a bug; they find the installed packages there. */
let folder: string;
let source: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-foreign-server-"));
  await symlink(join(import.meta.dirname, "../../../node_modules"), join(folder, "node_modules"));
  source = await readFile(join(import.meta.dirname, "independent-server.ts"), "utf8");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withBug({ title, from, to }: Bug): Promise<StartServer> {
  expect(source.split(from), "what the bug replaces occurs once").toHaveLength(2);
  const file = join(folder, `${title.replaceAll(/\W+/g, "-")}.ts`);
  await writeFile(
    file,
    source.replace(from, () => to),
  );
  return (await import(file)).startIndependentServer;
}

const tested = process.env.MUTANTS === "all" ? bugs : bugs.filter((_, index) => index % 5 === 0);

describe("a server that somebody else has written from the contract", () => {
  it("passes the suite", async () => {
    const { failed, passed } = await runAgainst(startIndependentServer);
    expect(failed.map(({ title, cause }) => `${title}: ${cause}`)).toEqual([]);
    expect(passed.length).toBeGreaterThan(700);
  });

  it.each(tested)("fails where $title", async (bug) => {
    const { failed } = await runAgainst(await withBug(bug));
    const causes = failed.map(({ cause }) => cause);
    expect(causes).toContainEqual(expect.stringContaining(bug.headline));
    expect(causes.length).toBeLessThan(30);
    // Another operation may have the bug, but no check that needs its request may name itself.
    if (bug.headline.includes("does not accept")) expect(causes.join()).not.toContain("Not kept");
    for (const { exchanges } of failed) expect(exchanges.at(-1)?.curl).toMatch(/^curl .*http/s);
  });
});
