import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Document } from "./contract/document.js";
import { compareContracts } from "./diff-contract/compare.js";
import { verdict } from "./diff-contract/report.js";
import { additions } from "./diff-contract/testing/additions.js";
import { breakingDeliveries } from "./diff-contract/testing/breaking-deliveries.js";
import { breakingRequests } from "./diff-contract/testing/breaking-requests.js";
import { breakingResponses } from "./diff-contract/testing/breaking-responses.js";
import { edits } from "./diff-contract/testing/edits.js";
import type { Mutation } from "./diff-contract/testing/mutation.js";
import { rewrites } from "./diff-contract/testing/rewrites.js";
import { judgeVersion } from "./diff-contract/version.js";
import { copyProject, type ProjectCopy } from "./project-copy.js";

const contract: Document = JSON.parse(
  readFileSync(join(import.meta.dirname, "../generated/openapi.json"), "utf8"),
);
const { version } = contract.info;

/** What is said of the contract with one change and the same version. */
async function judge([, change]: Mutation) {
  const revision = structuredClone(contract);
  change(revision);
  const changes = await compareContracts(contract, revision);
  const said = verdict(changes, judgeVersion(version, revision.info.version, changes));
  const isWorded = changes.every(({ place, what }) => place !== "" && what !== "");
  return { worst: changes[0]?.impact ?? "editorial", said, isWorded };
}

const breaking = [
  ["request", breakingRequests],
  ["response", breakingResponses],
  ["delivery", breakingDeliveries],
] as const;
/** Each starts Redocly, which may have to wait for its turn. */
const patience = { timeout: 60_000 };
const harmless = [...edits, ...rewrites];

describe("the mutations", () => {
  it("are at least 50 that break, and 12 that do not", () => {
    expect(breaking.flatMap(([, mutations]) => mutations).length).toBeGreaterThanOrEqual(50);
    expect(additions.length + harmless.length).toBeGreaterThanOrEqual(12);
  });
});

describe.concurrent.each(breaking)("calls breaking, for a %s, that", patience, (_, mutations) => {
  it.each(mutations)("%s", async (...mutation) => {
    const { worst, said, isWorded } = await judge(mutation);
    expect(worst).toBe("breaking");
    expect(said).toMatch(/^\*\*Unannounced breaking change\.\*\*/);
    expect(isWorded).toBe(true);
  });
});

describe.concurrent("calls additive", patience, () => {
  it.each(additions)("%s", async (...mutation) => {
    const { worst, said } = await judge(mutation);
    expect(worst).toBe("additive");
    expect(said).toMatch(/^\*\*Version too low\.\*\*/);
  });
});

describe.concurrent("lets pass", patience, () => {
  it.each(harmless)("%s", async (...mutation) => {
    const { worst, said } = await judge(mutation);
    expect(worst).toBe("editorial");
    expect(said).toMatch(/^\*\*In order\.\*\*/);
  });
});

describe("diff:contract", patience, () => {
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
    const original = await copy.read(contractFile);
    await copy.edit(contractFile, "          minLength: 1\n          pattern", "          pattern");
    await copy.edit(contractFile, "maxLength: 65536", "maxLength: 2048");

    const unannounced = await diff();
    expect(unannounced.output).toMatch(/^## The contract since v1\.0\.0\n/);
    expect(unannounced.output).toContain("is still 1.0.0; it has to be 2.0.0 or higher.");
    expect(unannounced.output).toMatch(
      /### Breaking \(1\)\n\n\| where \| what \|\n\|---\|---\|\n\| schema `WebhookInput`, `url` \| .*65536.*2048/,
    );
    expect(unannounced.output).toMatch(/### Additive \(1\)[^#]*`name` \| `minLength` was removed/);
    expect(unannounced.exitCode).toBe(1);

    await copy.edit(contractFile, "  version: 1.0.0", "  version: 2.0.0");
    const announced = await diff("--base=v1.0.0");
    expect(announced.output).toContain("**In order.** Breaking changes; `info.version` went from");
    expect(announced.exitCode).toBe(0);
    await copy.write(contractFile, original);
  });

  it.each([
    ["a base that is nothing", ["--base", "nowhere"], /'nowhere' is neither a file nor a git ref/],
    ["an option that it does not have", ["--bass", "v1"], /'--bass'/],
  ])("refuses %s in one line", async (_, args, reason) => {
    const { exitCode, output } = await diff(...args);
    expect(output.trim()).toMatch(/^diff:contract: .*$/);
    expect(output).toMatch(reason);
    expect(exitCode).toBe(2);
  });
});
