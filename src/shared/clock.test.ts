import { describe, expect, it } from "vitest";
import { createVirtualClock } from "./clock.js";

describe("createVirtualClock", () => {
  it("makes the calls that fall due, in order and at their time", () => {
    const clock = createVirtualClock(1000);
    const calls: [string, number][] = [];
    const note = (name: string) => () => calls.push([name, clock.now()]);
    clock.schedule(note("second"), 20);
    clock.schedule(note("first"), 10);
    clock.schedule(note("third"), 20);
    clock.schedule(note("too late"), 31);
    clock.schedule(note("cancelled"), 15)();
    clock.advance(30);
    expect(calls).toEqual([
      ["first", 1010],
      ["second", 1020],
      ["third", 1020],
    ]);
    expect(clock.now()).toBe(1030);
  });
});
