import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPublished, checkVersion } from "./diff-contract/check-versions.js";
import { readBase } from "./diff-contract/read-base.js";
import { copyProject, type ProjectCopy } from "./project-copy.js";

const bundled = "generated/openapi.json";

describe("diff:contract", () => {
  let copy: ProjectCopy;
  beforeAll(async () => {
    copy = await copyProject();
    git("init", "--quiet");
    await release();
  });
  afterAll(() => copy.remove());

  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.c", ...args], {
      cwd: copy.folder,
    });
  async function release(version?: string) {
    const document = JSON.parse(await copy.read(bundled));
    document.info.version = version ?? "1.0.0";
    await copy.write(bundled, JSON.stringify(document));
    git("add", bundled);
    git("commit", "--quiet", "--allow-empty", `--message=${version}`);
    if (version !== undefined) git("tag", `v${version}`);
  }
  const versionOf = async (base?: string) => {
    const { name, document } = await readBase(copy.folder, base);
    return `${name}: ${document.info.version}`;
  };

  it("compares with the newest tag that leads here, any commit that is named, or a file", async () => {
    await expect(readBase(copy.folder, undefined)).rejects.toThrow(
      "there is no tag v* to compare with; name the last release by --base <git ref or file>",
    );
    await release("0.9.0");
    git("checkout", "--quiet", "-b", "other");
    await release("9.0.0");
    git("checkout", "--quiet", "-");
    await release("1.0.0");
    git("tag", "nightly");
    expect(await versionOf()).toBe("v1.0.0: 1.0.0");
    expect(await versionOf("v0.9.0")).toBe("v0.9.0: 0.9.0");
    expect(await versionOf("HEAD~1")).toBe("HEAD~1: 0.9.0");
    expect(await versionOf(bundled)).toBe(`${bundled}: 1.0.0`);
  });

  it.each([
    ["nowhere", "'nowhere' is neither a file nor a git ref"],
    ["--all", "'--all' is neither a file nor a git ref"],
    ["package.json", "package.json cannot be bundled: "],
    ["swagger.json", "is not an OpenAPI 3 document"],
  ])("refuses to compare with %s ", async (base, problem) => {
    const info = { title: "x", version: "1.0.0" };
    await copy.write("swagger.json", JSON.stringify({ swagger: "2.0", info, paths: {} }));
    await expect(checkVersion(copy.folder, base)).rejects.toThrow(problem);
  });

  it("fails on a breaking change until the version announces it", async () => {
    const contractFile = "openapi/openapi.yaml";
    await copy.edit(contractFile, "          minLength: 1\n          pattern", "          pattern");
    await copy.edit(contractFile, "maxLength: 65536", "maxLength: 2048");
    const { exitCode, output } = await copy.run("tsx", "scripts/diff-contract.ts");
    expect(output).toMatch(/^## The contract since v1\.0\.0\n/);
    expect(output).toContain("is still 1.0.0; it has to be 2.0.0 or higher.");
    expect(output).toMatch(/\| Breaking \| `#.*\/url\/maxLength` \| .*'65536' to '2048'/);
    expect(output).toMatch(/\| Additive \| `#.*\/name\/minLength` \| removed/);
    expect(exitCode).toBe(1);

    await copy.edit(contractFile, "  version: 1.0.0", "  version: 2.0.0");
    const { isEnough, text } = await checkVersion(copy.folder, "v1.0.0");
    expect(text).toContain("**In order.** Breaking changes; `info.version` went from");
    expect(isEnough).toBe(true);
  });

  it("fails on a difference from the published description that nobody has explained", async () => {
    const { isEnough, text } = await checkPublished(copy.folder, join(copy.folder, bundled));
    // The contract itself has none of the deviations.
    expect(text).toContain("no longer as openapi/deviations.yaml has it");
    expect(isEnough).toBe(false);
  });
});
