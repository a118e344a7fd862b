import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBase } from "./read-base.js";

/** A repository with the contract in a folder, as in a monorepo. */
let folder: string;
const write = (name: string, text: string) => writeFile(join(folder, "project", name), text);
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.c", ...args], { cwd: folder });

async function commit(version: string): Promise<void> {
  const document = { openapi: "3.1.1", info: { title: "A", version }, paths: {}, components: {} };
  await write("generated/openapi.json", JSON.stringify(document));
  git("add", ".");
  git("commit", "--quiet", `--message=${version}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-git-"));
  await mkdir(join(folder, "project/generated"), { recursive: true });
  git("init", "--quiet");
  await commit("1.0.0");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (given?: string) => readBase(join(folder, "project"), given);

describe("readBase", { timeout: 30_000 }, () => {
  it("takes the newest tag of a release that leads here, any commit that is named, or a file", async () => {
    await expect(read()).rejects.toThrow(
      "there is no tag v* to compare with; name the last release by --base <git ref or file>",
    );
    git("tag", "v1.0.0");
    await commit("1.1.0");
    for (const tag of ["v1.1.0", "nightly"]) git("tag", tag);
    git("checkout", "--quiet", "-b", "other");
    await commit("9.0.0");
    git("tag", "v9.0.0");
    git("checkout", "--quiet", "-");
    await commit("1.2.0");
    const versionOf = async (given?: string) => (await read(given)).document.info.version;
    expect(await versionOf()).toBe("1.1.0");
    expect(await versionOf("v1.0.0")).toBe("1.0.0");
    expect(await versionOf("HEAD")).toBe("1.2.0");
    expect(await versionOf("generated/openapi.json")).toBe("1.2.0");
  });

  it.each([
    ["nowhere", "'nowhere' is neither a file nor a git ref"],
    ["--all", "'--all' is neither a file nor a git ref"],
    ["notes.md", "notes.md cannot be bundled: "],
    ["swagger.json", "is not an OpenAPI 3 document"],
  ])("refuses %s in one line", async (given, problem) => {
    await write("notes.md", "# Notes\n\n: [\n");
    const info = { title: "x", version: "1.0.0" };
    await write("swagger.json", JSON.stringify({ swagger: "2.0", info, paths: {} }));
    const message = await read(given).catch((error: Error) => error.message);
    expect(message).toMatch(/^.*$/);
    expect(message).toContain(problem);
  });
});
