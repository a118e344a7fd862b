import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBase } from "./read-base.js";

const root = join(import.meta.dirname, "../..");

/** A repository with the contract in a folder, as in a monorepo, and a release after the first commit. */
let folder: string;
let project: string;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.c", ...args], { cwd: folder });

async function commit(version: string): Promise<void> {
  const document = { openapi: "3.1.1", info: { version }, paths: {}, components: {} };
  await writeFile(join(project, "generated/openapi.json"), JSON.stringify(document));
  git("add", ".");
  git("commit", "--quiet", `--message=${version}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-git-"));
  project = join(folder, "project");
  await mkdir(join(project, "generated"), { recursive: true });
  git("init", "--quiet");
  await commit("1.0.0");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const versionOf = async (given?: string) => {
  const { name, document } = await readBase(project, given);
  return `${name}: ${document.info.version}`;
};

describe("readBase", { timeout: 30_000 }, () => {
  it("says what to do when nothing is released", async () => {
    await expect(readBase(project, undefined)).rejects.toThrow(
      "there is no tag v* to compare with; name the last release by --base <git ref or file>",
    );
  });

  it("takes the newest tag of a release that leads here", async () => {
    git("tag", "v1.0.0");
    await commit("1.1.0");
    git("tag", "v1.1.0");
    git("tag", "nightly");
    git("checkout", "--quiet", "-b", "other");
    await commit("9.0.0");
    git("tag", "v9.0.0");
    git("checkout", "--quiet", "-");
    await commit("1.2.0");
    expect(await versionOf()).toBe("v1.1.0: 1.1.0");
  });

  it("takes any commit that is named", async () => {
    expect(await versionOf("v1.0.0")).toBe("v1.0.0: 1.0.0");
    expect(await versionOf("HEAD")).toBe("HEAD: 1.2.0");
  });

  it("takes a file, bundled or not", async () => {
    expect(await versionOf("generated/openapi.json")).toBe("generated/openapi.json: 1.2.0");
    await cp(join(root, "openapi/openapi.yaml"), join(project, "old.yaml"));
    const { document } = await readBase(project, "old.yaml");
    expect(Object.keys(document.webhooks ?? {})).toContain("alert");
  });

  it.each([
    ["what is neither a file nor a commit", "nowhere", "'nowhere' is neither a file nor a git ref"],
    ["an option for git", "--all", "'--all' is neither a file nor a git ref"],
    ["a file of another kind", "notes.md", "notes.md cannot be bundled: "],
    ["another document", "package.json", "package.json cannot be bundled: "],
    ["a description of another version", "swagger.json", "is not an OpenAPI 3 document"],
  ])("refuses %s", async (_, given, problem) => {
    await writeFile(join(project, "notes.md"), "# Notes\n\n: [\n");
    await writeFile(join(project, "package.json"), '{ "name": "x" }');
    await writeFile(
      join(project, "swagger.json"),
      '{ "swagger": "2.0", "info": { "title": "x", "version": "1.0.0" }, "paths": {} }',
    );
    const error: Error = await readBase(project, given).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error.message).toContain(problem);
    expect(error.message).not.toContain("\n");
  });
});
