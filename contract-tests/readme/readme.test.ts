import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPrism } from "../../scripts/mock/prism.js";
import { copyProject, type ProjectCopy, runProgram } from "../../scripts/project-copy.js";
import { contract } from "../contract.js";

const root = join(import.meta.dirname, "../..");
const guides = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));
const pages = ["README.md", ...guides.map((file) => `docs/${file}`)];
const readme = pages.map((page) => readFileSync(join(root, page), "utf8")).join("\n");
const examples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
const packageScripts = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;

const prism = startPrism();
let copy: ProjectCopy;
let mockUrl: string;
beforeAll(async () => {
  copy = await copyProject();
  mockUrl = (await prism.serve(contract)).url;
  for (const [index, code] of examples.entries()) {
    const source = code.replaceAll(/"mendix-webhooks(\/\w+)?"/g, '".$1/index.js"');
    await copy.write(`src/readme-${index}.ts`, `${source}\nexport {};\n`);
  }
});
afterAll(async () => {
  await Promise.all([prism.close(), copy.remove()]);
});

describe("the README and the guides", () => {
  it("has examples that the compiler accepts", async () => {
    expect(examples.length).toBeGreaterThan(0);
    const project = { extends: "./tsconfig.json", include: ["src/readme-*.ts"] };
    await copy.write("tsconfig.readme.json", JSON.stringify(project));
    const compiled = await copy.run("tsc", "-p", "tsconfig.readme.json");
    expect(compiled).toEqual({ exitCode: 0, output: "\n" });
  });

  it.each(examples.map((_, index) => index))("has an example %i that runs", async (index) => {
    const preload = join(import.meta.dirname, "redirect.mjs");
    const [server] = contract.servers;
    const command = ["tsx", "--import", preload, `src/readme-${index}.ts`];
    const { exitCode, output } = await runProgram(copy.folder, command, {
      SERVICE_URL: server?.url ?? "",
      MOCK_URL: mockUrl,
      MENDIX_PAT: "example-token",
      WEBHOOK_SECRET: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) });
  });

  it("names only package scripts that exist", () => {
    const named = [...readme.matchAll(/npm (?:run ([a-z:]+)|ci && npm (start|test))/g)].map(
      ([, script, main]) => script ?? main ?? "",
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in packageScripts))).toEqual([]);
  });
});
