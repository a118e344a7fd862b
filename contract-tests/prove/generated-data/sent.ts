import type { Operation } from "../../../scripts/contract/operations.js";
import type { Request } from "../../oracle/http-exchange.js";
import type { Finding } from "../../oracle/oracle.js";

/** A request, and what is wrong with it by the contract. */
export interface Sent {
  operation: Operation;
  request: Request;
  findings: readonly Finding[];
}

/** How to show a hole: a change of a valid request to an operation. */
export interface Probe {
  operationId: string;
  change(request: Request): Request;
}

/** What a text stands for; undefined if it is not JSON. */
export function parsed(text: string | undefined): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text ?? "") };
  } catch {
    return undefined;
  }
}

export const isAuthorized = ({ scopes }: Operation, { headers }: Request) =>
  scopes.length === 0 || /^MxToken \S+$/.test(headers.authorization ?? "");
