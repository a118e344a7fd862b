import type { Document } from "../../../scripts/contract/document.js";
import { escapeToken } from "../../../scripts/contract/document.js";
import { apiOperations, deliveries } from "../../../scripts/contract/operations.js";
import type { Check } from "../../run/check.js";

/**
 * Puts first the checks that touch what is nearest to a place of the contract, and of those the
 * ones that cost least. No verdict depends on the order; most mutants are noticed where they are.
 */
export function createNearness(contract: Document, checks: readonly Check[]) {
  const references = referencesIn(contract, "#");
  const names = parameterNames(contract);
  const tokens = new Map(checks.flatMap(({ touches }) => touches).map((one) => [one, split(one)]));

  /** The place itself, and wherever a reference leads to it, as checks name those places. */
  function namesOf(pointer: string): string[] {
    const uses = references
      .filter(({ to }) => isWithin(pointer, to))
      .flatMap(({ from, to }) => namesOf(from + pointer.slice(to.length)));
    return [...named(pointer), ...uses];
  }

  /** A place in a list of parameters, by the name of the parameter, at each operation. */
  function named(pointer: string): string[] {
    const found = names.filter(({ listed }) => isWithin(pointer, listed));
    return found.length === 0
      ? [pointer]
      : found.map(({ listed, called }) => called + pointer.slice(listed.length));
  }

  return function nearestFirst(pointer: string): Check[] {
    const places = namesOf(pointer).map(split);
    const distances = new Map(
      [...tokens].map(([touch, one]) => [touch, Math.min(...places.map((p) => between(one, p)))]),
    );
    const distance = ({ touches }: Check) =>
      Math.min(Number.MAX_SAFE_INTEGER, ...touches.map((touch) => distances.get(touch) ?? 0));
    return checks
      .map((check) => ({ check, distance: distance(check) }))
      .sort((a, b) => a.distance - b.distance || cost(a.check) - cost(b.check))
      .map(({ check }) => check);
  };
}

/** The invalidResponses are another, larger document to serve. */
const cost = ({ needs }: Check) => (needs.includes("invalid responses") ? 1 : 0);

const split = (pointer: string) => pointer.split("/");

const isWithin = (pointer: string, holder: string) =>
  pointer === holder || pointer.startsWith(`${holder}/`);

/** Steps in the tree of the document from one place to another. */
function between(a: string[], b: string[]): number {
  let common = 0;
  while (common < a.length && a[common] === b[common]) common += 1;
  return a.length + b.length - 2 * common;
}

function referencesIn(node: unknown, from: string): { from: string; to: string }[] {
  if (node === null || typeof node !== "object") return [];
  const own = "$ref" in node && typeof node.$ref === "string" ? [{ from, to: node.$ref }] : [];
  const children = Object.entries(node).flatMap(([key, child]) =>
    referencesIn(child, `${from}/${escapeToken(key)}`),
  );
  return [...own, ...children];
}

/** Where the contract lists each parameter of each operation, and what checks call it. */
function parameterNames(contract: Document): { listed: string; called: string }[] {
  return [...apiOperations(contract), ...deliveries(contract)].flatMap((operation) => {
    const { path, pointer, parameters } = operation;
    const holder = pointer.slice(0, pointer.lastIndexOf("/"));
    const item = contract.paths[path] ?? contract.webhooks?.[path];
    const shared = item?.parameters?.length ?? 0;
    return parameters.map(({ name }, index) => ({
      listed:
        index < shared
          ? `${holder}/parameters/${index}`
          : `${pointer}/parameters/${index - shared}`,
      called: `${pointer}/parameters/${escapeToken(name)}`,
    }));
  });
}
