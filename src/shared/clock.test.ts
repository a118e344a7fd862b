import { describe, expect, it } from "vitest";
import { createVirtualClock } from "./clock.js";

describe("createVirtualClock", () => {
  it("calls what falls due, in its order and at its time", () => {
    const clock = createVirtualClock(1000);
    const calls: [string, number][] = [];
    const note = (name: string) => () => calls.push([name, clock.now()]);
    clock.schedule(note("second"), 20);
    clock.schedule(note("first"), 10);
    clock.schedule(note("third, as it came later"), 20);
    clock.schedule(note("too late"), 31);
    clock.advance(30);
    expect(calls).toEqual([
      ["first", 1010],
      ["second", 1020],
      ["third, as it came later", 1020],
    ]);
    expect(clock.now()).toBe(1030);
  });

  it("calls what a call schedules, if it falls due in time", () => {
    const clock = createVirtualClock(0);
    const times: number[] = [];
    clock.schedule(() => clock.schedule(() => times.push(clock.now()), 5), 10);
    clock.advance(14);
    expect(times).toEqual([]);
    clock.advance(1);
    expect(times).toEqual([15]);
  });

  it("moves on to what falls due next, and says when there is nothing", () => {
    const clock = createVirtualClock(0);
    clock.schedule(() => {}, 3_600_000);
    expect(clock.advanceToNext()).toBe(true);
    expect(clock.now()).toBe(3_600_000);
    expect(clock.advanceToNext()).toBe(false);
  });

  it("does not call what was taken back", () => {
    const clock = createVirtualClock(0);
    const takeBack = clock.schedule(() => expect.unreachable(), 10);
    takeBack();
    takeBack();
    clock.advance(100);
  });
});
