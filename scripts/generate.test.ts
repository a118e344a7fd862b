import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateProject } from "./generate/generate-project.js";
import { copyProject, type ProjectCopy } from "./project-copy.js";

let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
});
afterAll(() => copy.remove());

const contract = "openapi/openapi.yaml";

describe("generate", () => {
  it("names each stale, missing and left-over file when it only checks", async () => {
    const client = await copy.read("generated/client.ts");
    await copy.write("generated/client.ts", client.replace("path", "Path"));
    await copy.write("generated/validators/old.js", "");
    const { exitCode, output } = await copy.run("tsx", "scripts/generate.ts", "--check");
    expect(exitCode).toBe(1);
    expect(output.trim().split("\n")).toEqual([
      "client.ts is stale; run `npm run generate`",
      "validators/old.js is stale; run `npm run generate`",
    ]);
    expect(await generateProject(copy.folder)).toMatchObject({ stale: { length: 2 } });
    expect(await copy.read("generated/client.ts")).toBe(client);
    expect(await generateProject(copy.folder, { check: true })).toEqual({ stale: [], notes: [] });
  });

  it.each([
    ["a broken rule", "      example: 20\n", "      example: 0\n", /yaml:\d+:\d+ .*must be >= 1/s],
    ["a reference to nothing", 'Limit"', 'Limt"', /yaml:\d+:\d+ .*Can't resolve \$ref.*Limt/s],
    ["YAML that cannot be read", "info:\n", "info: [\n", /at openapi\/openapi\.yaml.*\(\d+:\d+\)/s],
    ["a name of the client", "Id: createW", "Id: patchW", /yaml:\d+:5: patchWebhook is a name of/],
  ])(
    "stops at %s with file, line and reason, and leaves everything as it was",
    async (_, from, to, reason) => {
      const original = await copy.read(contract);
      const before = await copy.read("generated/openapi.json");
      await copy.write(contract, original.replaceAll(from, to));
      const { message } = (await generateProject(copy.folder).catch(
        (error: Error) => error,
      )) as Error;
      await copy.write(contract, original);
      expect(message).toMatch(reason);
      expect(message).not.toMatch(/Deprecation|Reference:/);
      expect(await copy.read("generated/openapi.json")).toBe(before);
    },
  );

  it("generates again whenever the contract is saved, if it watches", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/generate.ts", "--watch"], {
      cwd: copy.folder,
    });
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line.startsWith("Watching")) await copy.edit(contract, "  title: Mendix", "  title: My");
      if (line.startsWith("Wrote")) child.kill();
    }
    expect(lines).toEqual([
      "Everything was up to date.",
      `Watching ${copy.folder}/openapi. Press Ctrl-C to stop.`,
      "Wrote openapi.json.",
    ]);
  });
});
