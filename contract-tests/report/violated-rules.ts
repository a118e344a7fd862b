import { type Document, resolve, unescapeToken } from "../../scripts/contract/document.js";
import type { Check } from "../run/check.js";
import type { ValidatedExchange } from "./failure-cause.js";

/** A rule of the contract: a JSON pointer, and the JSON that it points to. */
export interface Rule {
  pointer: string;
  excerpt: string;
}

/** Lines of an excerpt; the rest is cut. */
const maxLines = 60;

/** The parts of the contract that a failed check was about. */
export function violatedRules(
  contract: Document,
  check: Check,
  exchanges: ValidatedExchange[],
): Rule[] {
  const ofResponses = exchanges.flatMap(({ operation, exchange, responseFindings }) => {
    if (operation === undefined || responseFindings.length === 0) return [];
    const isDocumented = operation.responses[exchange.status] !== undefined;
    return [`${operation.pointer}/responses${isDocumented ? `/${exchange.status}` : ""}`];
  });
  const last = exchanges.findLast(({ operation }) => operation !== undefined)?.operation;
  const touched = [...check.touches, ...ofResponses];
  const pointers = touched.length === 0 && last ? [last.pointer] : touched;
  return [...new Set(pointers)].map((pointer) => ruleAt(contract, pointer));
}

/** The smallest object around a pointer, because a keyword alone does not say what it is about. */
function ruleAt(contract: Document, pointer: string): Rule {
  let node: unknown = contract;
  let object: unknown = contract;
  for (const token of pointer.split("/").slice(1).map(unescapeToken)) {
    node = childOf(contract, node, token);
    if (node === undefined) break;
    if (typeof node === "object") object = node;
  }
  // The suite counts a parameter with its operation, even if it is defined for the whole path.
  const ofPath = pointer.replace(/^(#\/paths\/[^/]+)\/[a-z]+(?=\/parameters\/)/, "$1");
  if (node === undefined && ofPath !== pointer) return ruleAt(contract, ofPath);
  const lines = JSON.stringify(object, null, 2).split("\n");
  const cut = lines.length > maxLines ? ["…"] : [];
  return { pointer, excerpt: [...lines.slice(0, maxLines), ...cut].join("\n") };
}

/** Follows references, and finds a parameter in an array by its name. */
function childOf(contract: Document, node: unknown, token: string): unknown {
  const follow = (value: unknown) => resolve<{ name?: string }>(contract, Object(value));
  const isByName = Array.isArray(node) && !/^\d+$/.test(token);
  if (isByName) return node.map(follow).find(({ name }) => name === token);
  const child = (node as Record<string, unknown> | null)?.[token];
  return typeof child === "object" ? follow(child) : child;
}
