import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Document } from "../../../scripts/contract/document.js";
import { ScriptError } from "../../../scripts/script-error.js";
import { type Client, createClient } from "../../../src/index.js";
import { createSandbox, type Sandbox, systemClock } from "../../../src/sandbox/index.js";
import { contract, inputExample, partOf } from "../../contract.js";
import { noResponse } from "../../report/failure-cause.js";
import { failuresByCause } from "../../report/report.js";
import type { Fetch } from "../../run/recording.js";
import { runLive } from "./live-run.js";
import { LiveTransport, type TransportOptions } from "./live-transport.js";

const token = "canary-pat-0a1b2c3d4e5f";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";
const url = "https://service.invalid/some/where/else";

// The service: a sandbox behind another host and base path than its own.
let sandbox: Sandbox;
let others: Client;
let seen: { method: string; body: string; status: number }[];
/** The method of requests that fail with 500. */
let broken: string;
/** What the sandbox performs of the contract: made once, because its schemas are compiled. */
let known: Document | undefined;

beforeEach(async () => {
  const tokens = [{ token }, { token: "token-of-others" }];
  sandbox = await createSandbox({ port: "none", apps: [app], tokens });
  const unimplemented: readonly string[] = sandbox.unimplemented;
  known ??= partOf(contract, (operationId) => !unimplemented.includes(operationId));
  const { url: baseUrl, fetch } = sandbox;
  others = createClient({ token: "token-of-others", baseUrl, fetch });
  seen = [];
  broken = "";
});
afterEach(() => sandbox.close());

const serviceFetch: Fetch = async (to, init) => {
  const { method = "GET", body } = init;
  if (method === broken) return new Response("broken", { status: 500 });
  const response = await sandbox.fetch(to.replace(url, sandbox.url), init);
  seen.push({ method, body: `${body ?? ""}`, status: response.status });
  return response;
};

const unreachable = () =>
  Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }));

/** The names of all webhooks, sorted. */
async function names(): Promise<string[]> {
  const all: string[] = [];
  for await (const { name } of others.listWebhooks(app)) all.push(name);
  return all.sort();
}

/** Creates a webhook as another user would. */
const create = (name: string) =>
  others.createWebhook(app, { ...inputExample(contract, "pushWebhook"), name });

describe("runLive", () => {
  const now = Date.UTC(2026, 5, 4);
  const ofOthers = [
    "Contract test",
    `Contract test ${now - 1_000_000} zz of a run under way`,
    `Contract test ${now + 1} aa later`,
    "Push",
  ];
  beforeEach(async () => {
    for (const name of ofOthers) await create(name);
  });

  async function run(some: Partial<TransportOptions> = {}) {
    const transport = new LiveTransport(known ?? contract, {
      ...{ url, token, app, isReadOnly: false, maxRequests: 1_500, fetch: serviceFetch },
      clock: { ...systemClock, now: () => now },
      ...some,
    });
    return { transport, ...(await runLive(transport, "ab12")) };
  }

  it("runs every possible check with harmless webhooks, and leaves nothing behind", async () => {
    await create(`Contract test ${now - 1_300_000} zz Push`);
    const { report, transport, leftovers, stopped } = await run();
    expect([...report.failed, ...leftovers, stopped]).toEqual([undefined]);
    expect(report.target).toBe("the server");
    expect(report.passed.length).toBeGreaterThan(700);
    expect(await names()).toEqual(ofOthers);
    expect(seen.length).toBe(transport.progress.requests);
    const accepted = seen.filter(({ body, status }) => body !== "" && status < 300);
    expect(accepted.length).toBeGreaterThan(100);
    for (const { body } of accepted) {
      const { name, url: reached, isActive } = JSON.parse(body);
      expect(name).toMatch(new RegExp(`^Contract test ${now} ab12 `));
      expect(new URL(reached).hostname).toMatch(/\.invalid$/);
      expect(isActive).toBe(false);
    }
  });

  it("sends only GET requests if it may only read", async () => {
    const { report } = await run({ isReadOnly: true });
    expect(report.failed).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(10);
    expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  it("ends before its requests are used up, and cleans up with the rest", async () => {
    const { stopped, report } = await run({ maxRequests: 200 });
    expect(stopped).toBe("the 200 requests of a run are used up");
    expect(report.failed).toEqual([]);
    expect(report.notApplicable.at(-1)?.[0]).toContain("the run was stopped");
    expect(seen.length).toBeLessThanOrEqual(200);
    expect(await names()).toEqual(ofOthers);
  });

  it("records what it could not delete, apart from the checks", async () => {
    broken = "DELETE";
    const { report, leftovers, stopped } = await run();
    expect(stopped).toBe("31 webhooks were not deleted");
    expect(leftovers.length).toBeGreaterThan(30);
    expect(report.notes.join()).toContain("Cleaning up: deleteWebhook failed: ");
    expect(report.passed.length).toBeGreaterThan(20);
    expect(failuresByCause(report).map(([cause]) => cause)).toEqual([
      "An error response is text/plain",
    ]);
  });

  it("notices a service that deletes nothing before it has many webhooks", async () => {
    const keeps: Fetch = async (to, init) =>
      init.method === "DELETE" ? new Response(null, { status: 204 }) : serviceFetch(to, init);
    const { report, stopped, leftovers } = await run({ fetch: keeps });
    expect(report.failed.map(({ title }) => title)).toContain(
      "deleteWebhook removes the webhook for good",
    );
    expect(report.notes).toContain("Cleaning up: deleteWebhook failed: the webhook is still there");
    expect(stopped).toBe("31 webhooks were not deleted");
    expect((await names()).length).toBe(leftovers.length + ofOthers.length);
  });

  it("deletes what a flaky service did not delete at first", async () => {
    const attempts: string[] = [];
    const flaky: Fetch = async (to, init) => {
      if (init.method === "DELETE") attempts.push(to);
      const isLost = attempts.filter((one) => one === to).length < 2 && init.method === "DELETE";
      return isLost ? noResponse("It is gone") : serviceFetch(to, init);
    };
    const { report, leftovers } = await run({ fetch: flaky, maxRequests: 80 });
    expect(report.notes).toContain("Cleaning up: deleteWebhook failed: It is gone");
    expect(leftovers).toEqual([]);
    expect(await names()).toEqual(ofOthers);
  });

  it("deletes webhooks whose ids are numbers, and has one cause for all of them", async () => {
    const ids: string[] = [];
    const numbers: Fetch = async (to, init) => {
      const path = to.replace(/(?<=webhooks\/)\d+$/, (index) => ids[Number(index)] ?? index);
      const response = await serviceFetch(path, init);
      if (response.status >= 300 || response.status === 204) return response;
      const text = (await response.text()).replace(/"id":"([^"]+)"/g, (_, id) => {
        if (!ids.includes(id)) ids.push(id);
        return `"id":${ids.indexOf(id)}`;
      });
      return new Response(text, response);
    };
    const { report, leftovers } = await run({ fetch: numbers });
    expect(leftovers).toEqual([]);
    expect(await names()).toEqual(ofOthers);
    expect(new Set(failuresByCause(report).map(([cause]) => cause))).toEqual(
      new Set([
        "A 200 response violates body/id type",
        "A 200 response violates body/webhooks/*/id type",
      ]),
    );
  });

  it("asks for no webhook that a request without authorization has deleted", async () => {
    const open: Fetch = (to, init) => {
      const headers = new Headers(init.headers);
      if (init.method === "DELETE") headers.set("authorization", `MxToken ${token}`);
      return serviceFetch(to, { ...init, headers });
    };
    const { report } = await run({ fetch: open });
    expect(failuresByCause(report).map(([cause]) => cause)).toEqual([
      "A request that violates authorization security is not refused",
    ]);
    expect(report.notApplicable.map(([reason]) => reason)).toContain(
      "not asked, because a DELETE to be refused was performed",
    );
  });

  it("says that it cannot clean up by a list that is no page", async () => {
    const lists: Fetch = async (to, init) =>
      (init.method ?? "GET") === "GET" ? Response.json([]) : serviceFetch(to, init);
    const { report, leftovers } = await run({ fetch: lists, maxRequests: 120 });
    expect(report.notes).toContain("Cleaning up: listWebhooks failed: not a page");
    expect(leftovers).toEqual([]);
  });

  it("reports a create that fails once, and asks nothing that depends on it", async () => {
    broken = "POST";
    const { failed, notApplicable } = (await run()).report;
    const causes = failed.map(({ cause }) => cause);
    expect(new Set(causes)).toEqual(new Set(["An error response is text/plain"]));
    expect(causes.length).toBeLessThan(10);
    expect(notApplicable.map(([reason]) => reason)).toContain(
      "not asked, because a 500 response of createWebhook violates content-type mediaType",
    );
  });

  it.each([
    [{ token: "another" }, "check MENDIX_PAT: Request failed with 403"],
    [{ app: "00000000-0000-4000-8000-000000000000" }, "check MENDIX_APP_ID and the path"],
    [{ fetch: unreachable }, "ECONNREFUSED"],
  ])("does not begin with %j", async (some, reason) => {
    const refused = run(some);
    await expect(refused).rejects.toThrow(ScriptError);
    await expect(refused).rejects.toThrow(reason);
  });
});
