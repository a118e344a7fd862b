import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** What the files of a folder may import of ours; the longest folder that fits a file decides. */
const mayImport: Record<string, RegExp> = {
  scripts: /^scripts\//,
  generated: /^generated\//,
  src: /^(src\/(client|shared)|generated)\//,
  "src/client": /^(src\/(client|shared)|generated)\//,
  "src/receiver": /^(src\/(receiver|shared)|generated)\//,
  "src/sandbox": /^(src\/(sandbox|shared)\/|src\/receiver\/index\.ts|generated\/)/,
  "src/redis": /^src\/(redis\/|receiver\/(index|claim-store)\.ts)/,
  "src/shared": /^(src\/shared|generated)\//,
  "src/cli": /^(src|generated)\//,
  "contract-tests":
    /^(contract-tests|scripts|generated)\/|^src\/((\w+\/)?index|shared\/for-contract-tests)\.ts$/,
};

/** Files that run in a browser or at the edge, and the packages that they may import. */
const portable = /^src\/(index\.ts|client\/|receiver\/|redis\/|shared\/)/;
const portableDependencies = ["openapi-fetch"];

const isTest = (file: string) => /\.test\.ts$|\/testing\//.test(file);
const isGenerated = (file: string) => file.startsWith("generated/");

const read = (file: string) => readFileSync(join(root, file), "utf8");

const files = ["scripts", "generated", "src", "contract-tests"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((name) => /\.(ts|js|mjs)$/.test(name)),
);
const handwritten = files.filter((file) => !isGenerated(file));

const importsOf = (file: string) =>
  ts.preProcessFile(read(file), true, true).importedFiles.map(({ fileName }) => fileName);

/** The file of ours that a specifier means. */
const targetOf = (file: string, specifier: string) =>
  relative(root, join(root, file, "..", specifier)).replace(/\.js$/, ".ts");

/** What is wrong with an import; undefined if nothing is. */
function violationOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) {
    const isAllowed = !portable.test(file) || portableDependencies.includes(specifier);
    return isAllowed || isTest(file) ? undefined : `${file} depends on ${specifier}`;
  }
  const target = targetOf(file, specifier);
  const [folder = ""] = Object.keys(mayImport)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length);
  // Tests and `npm start` may use what users use; tests may use what their neighbours test with.
  const isUser = isTest(file) || /^scripts\/(start|documented-example|play-on-)/.test(file);
  const isPublic = isUser && /^src\/((\w+\/)?index|\w+\/testing\/.+)\.ts$/.test(target);
  const isAllowed = isPublic || (mayImport[folder]?.test(target) ?? false);
  return isAllowed ? undefined : `${file} imports ${target}`;
}

/** Import cycles, imports of types included; each begins with the file that is found first. */
function cyclesIn(imports: ReadonlyMap<string, string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return cycles;
}

describe("the source tree", () => {
  it("has imports in one direction: scripts, generated, src, contract-tests", () => {
    expect(files.length).toBeGreaterThan(30);
    const violations = files.flatMap((file) =>
      importsOf(file).flatMap((name) => violationOf(file, name) ?? []),
    );
    expect(violations).toEqual([]);
  });

  it.each([
    ["scripts/generate.ts", "../src/index.js"],
    ["generated/client.ts", "../src/client/call.js"],
    ["src/client/call.ts", "../receiver/verify.js"],
    ["src/receiver/verify.ts", "../client/errors.js"],
    ["src/sandbox/server.ts", "../receiver/signature.js"],
    ["src/index.ts", "./cli/main.js"],
    ["src/client/call.ts", "../../contract-tests/oracle.js"],
    ["contract-tests/suite.ts", "../src/client/call.js"],
    ["src/client/call.ts", "ajv"],
    ["src/receiver/verify.ts", "node:crypto"],
  ])("does not let %s import %s", (file, specifier) => {
    expect(violationOf(file, specifier)).toBeDefined();
  });

  it("has no import cycles", () => {
    const ours = (file: string) => importsOf(file).filter((name) => name.startsWith("."));
    const imports = files.map((file): [string, string[]] => [
      file,
      ours(file).map((specifier) => targetOf(file, specifier)),
    ]);
    expect(cyclesIn(new Map(imports))).toEqual([]);
  });

  it("would find an import cycle", () => {
    const imports = { a: ["b", "c"], b: ["c"], c: ["d"], d: ["b"] };
    expect(cyclesIn(new Map(Object.entries(imports)))).toEqual(["b → c → d → b"]);
  });

  it("has no two modules of one name, except index.ts", () => {
    const names = handwritten.map((file) => basename(file));
    const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
    const found = handwritten.filter((_, index) => isShared(names[index] ?? ""));
    expect(found.filter((file) => basename(file) !== "index.ts")).toEqual([]);
  });

  it("has no hand-written file over 250 lines", () => {
    const long = handwritten.filter((file) => read(file).trimEnd().split("\n").length > 250);
    expect(long).toEqual([]);
  });

  it("has each constant of the contract written in the contract alone", () => {
    const patterns = ["webhook-portal.home.mendix.com", "(whsec_)?", "a-zA-Z0-9_ ", "x-amzn-"];
    // An implementation that somebody else has written has constants of its own.
    const ours = handwritten.filter((file) => !isTest(file) && !file.includes("/foreign-server/"));
    const found = ours.filter((file) => patterns.some((pattern) => read(file).includes(pattern)));
    expect(found).toEqual([]);
  });
});

describe("the workflows", () => {
  const folder = ".github/workflows";
  const workflows = readdirSync(join(root, folder)).map((file) => read(join(folder, file)));

  it("pin each action to a commit, because a tag can be moved to other code", () => {
    const actions = workflows.flatMap((text) => text.match(/(?<=\buses: ).*$/gm) ?? []);
    expect(actions.length).toBeGreaterThan(0);
    const unpinned = actions.filter((one) => !/^[\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(one));
    expect(unpinned).toEqual([]);
  });

  it("give permissions to single jobs only", () => {
    expect(workflows.filter((text) => !/^permissions: \{\}$/m.test(text))).toEqual([]);
  });
});
