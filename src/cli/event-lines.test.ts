import { describe, expect, it } from "vitest";
import type { Delivery } from "../sandbox/index.js";
import { createVirtualClock } from "../shared/clock.js";
import { writeAttempt } from "./commands/sandbox-command.js";
import { formatSeconds } from "./output.js";
import { createRecordedTerminal } from "./testing/run-command.js";

describe("writeAttempt", () => {
  it.each<[string, Partial<Delivery>, number]>([
    ["connection refused 3 ms, again in 5 min", { nextAttemptAt: "2026-02-22T00:05:00.000Z" }, 1],
    ["connection refused 3 ms, again in 0.5 s", { nextAttemptAt: "2026-02-22T00:00:00.500Z" }, 1],
    ["connection refused 3 ms, the last one", { status: "exhausted" }, 8],
  ])("writes an attempt that ends with: %s", async (outcome, properties, count) => {
    const clock = createVirtualClock(Date.UTC(2026, 1, 22));
    const { terminal, written } = createRecordedTerminal({ clock });
    const at = new Date(clock.now()).toISOString();
    const attempt = { at, duration: 3, error: "connection refused" };
    writeAttempt(
      {
        ...{
          id: "msg_1",
          appId: "a",
          webhookId: "w",
          status: "pending",
          payload: "",
          createdAt: at,
        },
        ...{ eventType: "custom\u001B[2J", url: "https://some.domain.com" },
        attempts: Array.from({ length: count }, () => attempt),
        ...properties,
      },
      terminal,
    );
    await new Promise((resolve) => setImmediate(resolve));
    const line = `→ custom\uFFFD[2J https://some.domain.com attempt ${count}: ${outcome}\n`;
    expect(written.stdout.replace(/^\d\d:\d\d:\d\d /, "")).toBe(line);
  });
});

describe("formatSeconds", () => {
  it.each([
    [0.52, "0.5 s"],
    [90, "90 s"],
    [300, "5 min"],
    [7200, "2 h"],
    [3 * 86_400, "3 days"],
  ])("formats %d as %s", (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});
