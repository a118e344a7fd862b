import { at, type Document } from "../../../scripts/contract/document.js";
import { apiOperations, deliveries } from "../../../scripts/contract/operations.js";
import { deliveryPath, mockOfInvalidResponses } from "../../derive/invalid-responses.js";
import type { Check } from "../../run/check.js";
import type { Suite } from "../../run/suite.js";

/** Whether a check can tell a mutant from the contract: what it asks of the mock is not the same. */
export type CanNotice = (check: Check) => boolean;

/** What a document makes a mock do: at each path, and anywhere. */
interface Served {
  paths: Map<string, string>;
  anywhere: string;
}

/**
 * Compares what a mutant and the contract make a mock do, path by path. A check that asks only
 * paths where nothing differs has been passed by the contract itself already.
 */
export function createReach({
  contract,
  invalidResponses,
}: Suite): (mutant: Document) => CanNotice {
  const onePerPath = [...new Map(invalidResponses.map((one) => [one.path, one])).values()];
  const stages = (document: Document) => ({
    contract: servedBy(document),
    invalidResponses: servedBy(mockOfInvalidResponses(document, onePerPath)),
  });
  const before = stages(contract);
  const asked = pathsByRow(contract);
  for (const { source, path } of onePerPath)
    asked.set(source.name, [...(asked.get(source.name) ?? []), path]);

  return (mutant) => {
    const after = stages(mutant);
    const changed = {
      contract: changedPaths(before.contract, after.contract),
      invalidResponses: changedPaths(before.invalidResponses, after.invalidResponses),
    };
    return ({ needs, proves }) => {
      const paths = changed[needs.includes("invalid responses") ? "invalidResponses" : "contract"];
      const own = proves.flatMap(({ row }) => asked.get(row) ?? []);
      return paths === "all" || own.length === 0 || own.some((path) => paths.includes(path));
    };
  };
}

function servedBy(document: Document): Served {
  const { paths, components, webhooks: _, info: __, ...rest } = document;
  const items = Object.entries(paths).map(([path, item]): [string, string] => [
    path,
    JSON.stringify(inlined(document, item)),
  ]);
  const anywhere = [rest, components.securitySchemes, Object.keys(paths)];
  return { paths: new Map(items), anywhere: JSON.stringify(anywhere) };
}

/** A copy with what references lead to in their place. */
function inlined(document: Document, node: unknown): unknown {
  if (node === null || typeof node !== "object") return node;
  if (Array.isArray(node)) return node.map((child) => inlined(document, child));
  const entries = Object.entries(node).map(([key, child]) => [
    key,
    key === "$ref" ? inlined(document, at(document, child)) : inlined(document, child),
  ]);
  return Object.fromEntries(entries);
}

function changedPaths(before: Served, after: Served): string[] | "all" {
  if (before.anywhere !== after.anywhere) return "all";
  return [...before.paths]
    .filter(([path, text]) => after.paths.get(path) !== text)
    .map(([path]) => path);
}

function pathsByRow(contract: Document): Map<string, string[]> {
  const rows: [string, string[]][] = [
    ...apiOperations(contract).map(({ operationId, path }) => row(operationId, path)),
    ...deliveries(contract).map(({ operationId, path }) => row(operationId, deliveryPath(path))),
  ];
  return new Map(rows);
}

const row = (name: string, path: string): [string, string[]] => [name, [path]];
