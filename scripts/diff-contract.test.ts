import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "./project-copy.js";

describe("diff:contract", { timeout: 60_000 }, () => {
  let copy: ProjectCopy;
  beforeAll(async () => {
    copy = await copyProject();
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.c", ...args], {
        cwd: copy.folder,
      });
    git("init", "--quiet");
    git("add", "generated/openapi.json");
    git("commit", "--quiet", "--message=Release");
    git("tag", "v1.0.0");
  });
  afterAll(() => copy.remove());

  const diff = (...args: string[]) => copy.run("tsx", "scripts/diff-contract.ts", ...args);

  it("fails on a breaking change until the version announces it", async () => {
    const contractFile = "openapi/openapi.yaml";
    await copy.edit(contractFile, "          minLength: 1\n          pattern", "          pattern");
    await copy.edit(contractFile, "maxLength: 65536", "maxLength: 2048");

    const unannounced = await diff();
    expect(unannounced.output).toMatch(/^## The contract since v1\.0\.0\n/);
    expect(unannounced.output).toContain("is still 1.0.0; it has to be 2.0.0 or higher.");
    const at = "\\| `#/components/schemas/WebhookInput/properties";
    expect(unannounced.output).toMatch(
      new RegExp(`### Breaking \\(1\\)\n\n.*\n.*\n${at}/url/maxLength\` .* '65536' to '2048'`),
    );
    expect(unannounced.output).toMatch(
      new RegExp(`### Additive \\(1\\)\n\n.*\n.*\n${at}/name/minLength\` \\| Removed`),
    );
    expect(unannounced.exitCode).toBe(1);

    await copy.edit(contractFile, "  version: 1.0.0", "  version: 2.0.0");
    const announced = await diff("--base=v1.0.0");
    expect(announced.output).toContain("**In order.** Breaking changes; `info.version` went from");
    expect(announced.exitCode).toBe(0);
  });

  it("fails on a difference from the published description that nobody has explained", async () => {
    await copy.write("published.json", await copy.read("generated/openapi.json"));
    const { exitCode, output } = await diff("--published", "published.json");
    // The contract itself has none of the deviations.
    expect(output).toContain("no longer as openapi/deviations.yaml has it");
    expect(exitCode).toBe(1);
  });

  it("refuses a base that is nothing in one line", async () => {
    const { exitCode, output } = await diff("--base", "nowhere");
    expect(output.trim()).toMatch(/^diff:contract: 'nowhere' is neither a file nor a git ref.*$/);
    expect(exitCode).toBe(2);
  });
});
