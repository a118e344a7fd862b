import { type Document, resolve, unescapeToken } from "../../scripts/contract/document.js";
import type { Check } from "../run/check.js";
import type { Evidence } from "./evidence.js";

/** A place in the contract, with what stands there. */
export interface Rule {
  /** A JSON pointer into the contract. */
  pointer: string;
  /** What stands there, as JSON. */
  excerpt: string;
}

/** Lines of an excerpt; what is longer is cut. */
const longest = 60;

/** What the contract says that a failed check was about. */
export function rulesOf(contract: Document, check: Check, evidence: Evidence[]): Rule[] {
  const ofAnswers = evidence.flatMap(({ operation, exchange, response }) => {
    if (operation === undefined || response.length === 0) return [];
    const isDocumented = operation.responses[exchange.status] !== undefined;
    return [`${operation.pointer}/responses${isDocumented ? `/${exchange.status}` : ""}`];
  });
  const last = evidence.findLast(({ operation }) => operation !== undefined)?.operation?.pointer;
  const touched = [...check.touches, ...ofAnswers];
  const pointers = touched.length > 0 ? touched : last === undefined ? [] : [last];
  return [...new Set(pointers)].map((pointer) => ruleAt(contract, pointer));
}

/** The smallest object around a pointer: a keyword alone tells nobody what it is about. */
export function ruleAt(contract: Document, pointer: string): Rule {
  let node: unknown = contract;
  let holder: unknown = contract;
  for (const token of pointer.split("/").slice(1).map(unescapeToken)) {
    const next = childOf(contract, node, token);
    if (next === undefined) {
      // What the suite counts with an operation may stand at its path.
      const ofPath = pointer.replace(/^(#\/paths\/[^/]+)\/[a-z]+(?=\/parameters\/)/, "$1");
      if (ofPath !== pointer) return ruleAt(contract, ofPath);
      break;
    }
    node = next;
    if (typeof node === "object") holder = node;
  }
  const lines = JSON.stringify(holder, null, 2).split("\n");
  const excerpt = lines.length > longest ? [...lines.slice(0, longest), "…"] : lines;
  return { pointer, excerpt: excerpt.join("\n") };
}

/** What a token leads to, through references; the suite names parameters, where arrays count. */
function childOf(contract: Document, node: unknown, token: string): unknown {
  const follow = (value: unknown) =>
    value !== null && typeof value === "object" ? resolve<object>(contract, value) : value;
  if (Array.isArray(node) && !/^\d+$/.test(token)) {
    return node.map(follow).find((one) => (one as { name?: string })?.name === token);
  }
  return follow((node as Record<string, unknown> | null)?.[token]);
}
