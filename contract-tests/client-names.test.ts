import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { clientProperties, packageTypes } from "../scripts/contract/client-names.js";
import { apiOperations } from "../scripts/contract/operations.js";
import { createClient } from "../src/index.js";
import { contract } from "./contract.js";

const read = (path: string) => readFileSync(join(import.meta.dirname, "..", path), "utf8");

/** The names that a file exports itself; not those of the modules that it exports as a whole. */
function exportedNames(path: string): string[] {
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
  });
}

describe("the names that a contract may not use", () => {
  it("are those of the client beside its operations", () => {
    const operations = apiOperations(contract).map(({ operationId }) => operationId);
    const names = Object.keys(createClient({ token: "token" }));
    const ours = names.filter((name) => !operations.includes(name));
    expect(ours.sort()).toEqual(clientProperties);
  });

  it("are those of the package's types beside the schemas", () => {
    const types = exportedNames("src/index.ts").filter((name) => /^[A-Z]/.test(name));
    expect(types.sort()).toEqual(packageTypes);
  });
});
