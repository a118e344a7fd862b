import { describe, expect, it } from "vitest";
import { createPaint, formatSeconds, print } from "./output.js";
import { createRecordedTerminal } from "./testing/run-command.js";

const webhooks = ["Push to pipeline", "Upload"].map((name, index) => ({
  ...{ id: `mxep_mfiHo9gZw6RcGisubUfhyfuCllim5${index}`, isActive: true, name },
  ...{ url: "https://some.domain.com/webhooks", eventTypes: ["teamserver.push", "alert"] },
}));

/** What is printed on a terminal of a width, or in a pipe. */
async function printed(value: object, columns?: number): Promise<string> {
  const recorded = createRecordedTerminal({ isTerminal: columns !== undefined });
  const { terminal, written } = recorded;
  Object.assign(terminal.stdout, { columns: columns ?? 80 });
  await print(value, { output: "table" }, { ...terminal, env: { NO_COLOR: "1" } });
  return written.stdout;
}

describe("a table", () => {
  it("is cut to the width of a terminal, but keeps the ids", async () => {
    expect(await printed(webhooks, 100)).toBe(
      [
        "id                                   name              isActive  eventTypes         url",
        "mxep_mfiHo9gZw6RcGisubUfhyfuCllim50  Push to pipeline  true      teamserver.push,…  https://some.do…",
        "mxep_mfiHo9gZw6RcGisubUfhyfuCllim51  Upload            true      teamserver.push,…  https://some.do…",
        "",
      ].join("\n"),
    );
  });

  it("has one property a line where the terminal is too narrow for columns", async () => {
    const [first = {}] = webhooks;
    const lines = [
      "id          mxep_mfiHo9gZw6RcGisubUfhyfuCllim50",
      "name        Push to pipeline",
      "isActive    true",
      "eventTypes  teamserver.push, alert",
      "url         https://some.domain.com/webhooks",
      "",
    ];
    expect(await printed(first, 60)).toBe(lines.join("\n"));
    expect(await printed(webhooks, 60)).toContain(`${lines.join("\n")}\nid `);
  });

  it("measures characters that are two columns wide, and shows no control characters", async () => {
    const wide = [{ id: "1", name: "名前😀", "\u001b[2J": "x" }];
    const table = "id  name    \uFFFD[2J\n1   名前😀  x\n";
    expect(await printed(wide)).toBe(table);
    expect(await printed(wide, 16)).toBe(table);
    expect(await printed(wide, 15)).not.toBe(table);
  });

  it("is whole in a pipe", async () => {
    const line =
      "Upload            true      teamserver.push, alert  https://some.domain.com/webhooks\n";
    expect(await printed(webhooks)).toContain(line);
  });
});

describe("colours", () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ FORCE_COLOR: "false" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, false],
    [{ TERM: "dumb" }, true, false],
    [{ TERM: "dumb", FORCE_COLOR: "1" }, true, true],
  ])("with %j, on a terminal %s, are there: %s", (env, isTerminal, isColored) => {
    const { terminal } = createRecordedTerminal({ env, isTerminal });
    expect(createPaint(terminal)("bold", "x") !== "x").toBe(isColored);
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
