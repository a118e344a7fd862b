import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { delivery, push, sendTo } from "./testing/deliveries.js";

const settings = {
  PORT: "0",
  GITHUB_REPOSITORY: "owner/name",
  GITHUB_TOKEN: "token",
  GITLAB_PROJECT: "1",
  GITLAB_TRIGGER_TOKEN: "token",
};
const files = ["express", "fastify", "hono", "start-github-actions", "start-gitlab-pipeline"];

describe("an example that is run", () => {
  it.each(files)("listens and receives: %s.ts", async (name) => {
    const child = spawn(process.execPath, ["--import", "tsx", `${name}.ts`], {
      cwd: import.meta.dirname,
      env: { ...process.env, ...settings },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    try {
      const lines = createInterface(child.stdout);
      const [line = ""] = await Promise.race([once(lines, "line"), once(lines, "close")]);
      const port = Number(/^listening .*port: (\d+)/.exec(line)?.[1]);
      expect(port).toBeGreaterThan(0);
      // The port asked for was any that is free.
      expect(port).not.toBe(3000);
      const sent = await delivery({ ...push, branchName: "try" });
      expect((await sendTo(() => port)(sent)).status).toBe(204);
    } finally {
      child.kill();
      await exited;
    }
  });
});
