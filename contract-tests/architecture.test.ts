import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
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
  "src/redis": /^(src\/redis\/|src\/receiver\/index\.ts)/,
  "src/shared": /^(src\/shared|generated)\//,
  "src/cli": /^(src|generated)\//,
  "contract-tests": /^(contract-tests|scripts|generated)\/|^src\/(\w+\/)?index\.ts$/,
};

/** What the client and the receiver may import of others. */
const portable = /^src\/(index\.ts|client\/|receiver\/|redis\/|shared\/)/;
const portableDependencies = ["openapi-fetch"];

function faultOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) {
    const isFine = !portable.test(file) || portableDependencies.includes(specifier);
    return isFine || isTest(file) ? undefined : `${file} depends on ${specifier}`;
  }
  const target = relative(root, join(root, file, "..", specifier)).replace(/\.js$/, ".ts");
  const folder = Object.keys(mayImport)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  // Tests and `npm start` may use what users use; tests may use what their neighbours test with.
  const isUser = isTest(file) || /^scripts\/(start|documented-example|play-on-)/.test(file);
  const isPublic = isUser && /^src\/((\w+\/)?index|\w+\/testing\/.+)\.ts$/.test(target);
  const isFine = isPublic || (mayImport[folder ?? ""]?.test(target) ?? false);
  return isFine ? undefined : `${file} imports ${target}`;
}

const isTest = (file: string) => /\.test\.ts$|\/testing\//.test(file);

const files = ["scripts", "generated", "src", "contract-tests"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((name) => /\.[jt]s$/.test(name)),
);

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), "utf8"), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

describe("the house", () => {
  it("lets data flow one way: openapi, scripts, generated, src, contract-tests", () => {
    expect(files.length).toBeGreaterThan(30);
    const faults = files.flatMap((file) =>
      importsOf(file).flatMap((name) => faultOf(file, name) ?? []),
    );
    expect(faults).toEqual([]);
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
  ])("would notice %s importing %s", (file, specifier) => {
    expect(faultOf(file, specifier)).toBeDefined();
  });

  it("has each constant of the contract written in the contract alone", () => {
    const patterns = ["webhook-portal.home.mendix.com", "(whsec_)?", "a-zA-Z0-9_ ", "x-amzn-"];
    const handwritten = files.filter((file) => !file.startsWith("generated/") && !isTest(file));
    const found = handwritten.filter((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return patterns.some((pattern) => text.includes(pattern));
    });
    expect(found).toEqual([]);
  });
});
