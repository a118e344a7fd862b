import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contract } from "../../contract.js";
import { junitReport } from "../../report/junit-report.js";
import { htmlReport } from "../../report/report-html.js";
import { terminalSummary } from "../../report/write-report.js";
import { runLive } from "./run.js";
import { SettingsError } from "./settings.js";
import { type Service, startService } from "./testing.js";
import { Transport, type TransportOptions } from "./transport.js";

let service: Service;
let waited: number[];
let ofOthers: string[];
const started = Date.UTC(2026, 5, 4);

async function start(rateLimit?: number): Promise<void> {
  service = await startService(rateLimit);
  waited = [];
  ofOthers = [
    "Contract test",
    "Contract test of ours",
    `Contract test ${started + 1} aa later`,
    "Push",
  ];
  for (const name of ofOthers) await service.create(name);
}
beforeEach(() => start());
afterEach(() => service.close());

const optionsOf = (some: Partial<TransportOptions> = {}): TransportOptions => ({
  url: service.url,
  token: service.token,
  app: service.app,
  isReadOnly: false,
  maxRequests: 1_500,
  maxWait: 60,
  fetch,
  now: () => started,
  wait: async (seconds) => {
    waited.push(seconds);
  },
  log: () => {},
  ...some,
});

async function run(some: Partial<TransportOptions> = {}) {
  const options = optionsOf(some);
  const transport = new Transport(options);
  return { transport, ...(await runLive(contract, options, transport, "ab12")) };
}

describe("a live run", { timeout: 60_000 }, () => {
  it("asks what can be asked, and leaves nothing behind", async () => {
    await service.create(`Contract test ${started - 1} zz Push`);
    const { report, transport, left, stopped } = await run();
    expect(report.failed).toEqual([]);
    expect(stopped).toBeUndefined();
    expect(left).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(700);
    expect(await service.names()).toEqual(ofOthers.toSorted());
    expect(service.seen.length).toBe(transport.count);
    expect(transport.count).toBeLessThan(1_500);
    checkHarmless();
    checkSecrets(report);
  });

  it("sends GET alone where it only reads", async () => {
    const { report } = await run({ isReadOnly: true });
    expect(report.failed).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(10);
    expect(new Set(service.seen.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(await service.names()).toEqual(ofOthers.toSorted());
  });

  it("ends before its requests are used up, and cleans up with the rest", async () => {
    const { stopped, report, left } = await run({ maxRequests: 200 });
    expect(stopped?.message).toBe("the 200 requests of a run are used up");
    expect(report.failed).toEqual([]);
    expect(report.notApplicable.at(-1)?.[0]).toContain("the run was stopped");
    expect(service.seen.length).toBeLessThanOrEqual(200);
    expect(left).toEqual([]);
    expect(await service.names()).toEqual(ofOthers.toSorted());
  });

  it.each([
    ["a token that is not accepted", { token: "another" }, "403"],
    ["an app that does not exist", { app: "00000000-0000-4000-8000-000000000000" }, "404"],
  ])("does not begin with %s", async (_, some, status) => {
    const refused = run(some);
    await expect(refused).rejects.toThrow(SettingsError);
    await expect(refused).rejects.toThrow(status);
    expect(await service.names()).toEqual(ofOthers.toSorted());
  });
});

/** Whatever was accepted is inactive, has the run's name, and cannot be reached. */
function checkHarmless(): void {
  const accepted = service.seen.filter(({ body, status }) => body !== "" && status < 300);
  expect(accepted.length).toBeGreaterThan(100);
  for (const { body } of accepted) {
    const { name, url, isActive } = JSON.parse(body);
    expect(name).toMatch(new RegExp(`^Contract test ${started} ab12 `));
    expect(new URL(url).hostname).toMatch(/\.invalid$/);
    expect(isActive).toBe(false);
  }
}

function checkSecrets(report: Parameters<typeof htmlReport>[0]): void {
  for (const text of [htmlReport(report), junitReport(report), terminalSummary(report)]) {
    expect(text).not.toContain(service.token);
  }
}
