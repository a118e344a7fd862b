import { describe, expect, it, vi } from "vitest";
import { createVirtualClock } from "../shared/clock.js";
import { startProgress } from "./progress.js";
import { createRecordedTerminal } from "./testing/run-command.js";

function setUp(isTTY: boolean, total?: number) {
  const clock = createVirtualClock();
  const { terminal, written } = createRecordedTerminal({ clock, isTerminal: isTTY });
  const progress = startProgress("webhooks", terminal, total);
  return { clock, progress, written: () => written.stderr };
}

describe("progress", () => {
  it.each([
    [undefined, /2 webhooks, 2\/s/],
    [10, /2\/10 webhooks .* 2\/s, .* left/],
  ])("is shown on a terminal after a second, of a total of %s", async (total, text) => {
    const { clock, progress, written } = setUp(true, total);
    progress.advance();
    progress.advance();
    clock.advance(999);
    expect(written()).toBe("");
    clock.advance(1);
    // What draws it is loaded only now; the time is a bound against hangs.
    await vi.waitFor(() => expect(written()).toMatch(text), 30_000);
    progress.stop();
  });

  it("is not shown after its end, nor where no terminal is", async () => {
    const ended = setUp(true);
    ended.progress.stop();
    const piped = setUp(false);
    for (const { clock } of [ended, piped]) clock.advance(2000);
    await import("cli-progress");
    expect(ended.written() + piped.written()).toBe("");
  });
});
