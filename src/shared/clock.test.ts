import { describe, expect, it } from "vitest";
import { createVirtualClock, sleep } from "./clock.js";

describe("createVirtualClock", () => {
  it("makes the calls that fall due, in order and at their time", () => {
    const clock = createVirtualClock(1000);
    const calls: [string, number][] = [];
    const note = (name: string) => () => calls.push([name, clock.now()]);
    clock.schedule(note("second"), 20);
    clock.schedule(note("first"), 10);
    clock.schedule(note("third"), 20);
    clock.schedule(note("too late"), 31);
    clock.advance(30);
    expect(calls).toEqual([
      ["first", 1010],
      ["second", 1020],
      ["third", 1020],
    ]);
    expect(clock.now()).toBe(1030);
  });

  it("does not make a call that was cancelled", () => {
    const clock = createVirtualClock(0);
    const cancel = clock.schedule(() => expect.unreachable(), 10);
    cancel();
    cancel();
    clock.advance(100);
  });
});

describe("sleep", () => {
  it("resolves at once if its signal is aborted, and leaves no timer", async () => {
    const clock = createVirtualClock(0);
    const controller = new AbortController();
    const slept = sleep(clock, 10, controller.signal);
    controller.abort();
    await slept;
    await sleep(clock, 10, AbortSignal.abort());
    expect(clock.advanceToNext()).toBe(false);
  });
});
