import type { Operation } from "../../scripts/contract/operations.js";
import type { Request, Response } from "../judge/exchange.js";
import type { Finding } from "../judge/oracle.js";
import type { Check } from "../run/check.js";
import type { Holes } from "./known-deviations.js";

/** What a target may be able to do, beyond answering. */
export type Ability =
  /** It gives any documented answer that `Prefer: code=, example=` asks for. */
  | "forced answers"
  /** It serves documents derived from the contract, with deliveries as operations. */
  | "canaries"
  /** It remembers what was done. */
  | "state"
  /** It has any number of apps that nobody else uses. */
  | "apps"
  /** It has a stage where tokens, apps and a rate limit are known. */
  | "strict"
  /** It sends deliveries. */
  | "deliveries";

/**
 * Where a check is run: at the contract as it is; at a mock of what no API can be asked directly
 * (see `canaries.ts`); or where only known tokens and apps are accepted.
 */
export type Stage = "contract" | "canaries" | "strict";

/** Something that the contract suite is run against. */
export interface Target {
  /** Begins or continues a sentence: "the sandbox". */
  readonly name: string;
  /** The abilities that it has not, each with the reason. */
  readonly lacks: Readonly<Partial<Record<Ability, string>>>;
  /** Where it breaks the contract, as is known and accepted. */
  readonly holes: Holes;
  /** Operations that it answers with the contract's example, because it cannot perform them. */
  readonly unimplemented: readonly string[];
  /** Where a stage is served. */
  url(stage?: Stage): Promise<string>;
  /** A request as it has to be for the target to accept it: about things that exist there. */
  prepare(operation: Operation, request: Request): Promise<Request>;
  /** What a response says is wrong with the exchange, in an order and words of the target's own. */
  said(response: Response): string[];
  /** What it has to say when the oracle finds this. */
  expected(findings: readonly Finding[]): string[];
  /** The one app that there is, where the ability `apps` is lacking. */
  readonly app?: string;
  /** How requests get there; by the `fetch` of the platform, unless the target has another way. */
  readonly fetch?: typeof globalThis.fetch;
  /** Why a check cannot be asked, whatever it needs; undefined if it can. */
  reasonAgainst?(check: Pick<Check, "proves" | "needs">): string | undefined;
  /** Of the stage `strict`. */
  readonly strict?: Strict;
  readonly deliveries?: Deliveries;
  close(): Promise<void>;
}

/** Who may do what at the stage `strict`. */
export interface Strict {
  /** Tokens. */
  reader: string;
  writer: string;
  revoked: string;
  /** A token that nothing else uses, so that its requests can be counted. */
  counted: string;
  rateLimit: number;
  /** An app that exists; there is no other. */
  app: string;
}

/** How deliveries are brought about. */
export interface Deliveries {
  /** Lets something happen to an app. */
  trigger(app: string, eventType: string): Promise<void>;
  /** Waits until each delivery has arrived or is given up. */
  settled(): Promise<void>;
  /** Milliseconds since the Unix epoch, by the clock that stamps deliveries. */
  now(): number;
}

/** Why a check has nothing to find out at a target; undefined if it has. */
export function reasonAgainst(
  target: Target,
  check: Pick<Check, "proves" | "needs">,
): string | undefined {
  const { lacks, unimplemented } = target;
  const { needs, proves } = check;
  const own = target.reasonAgainst?.(check);
  if (own !== undefined) return own;
  for (const ability of needs) if (lacks[ability] !== undefined) return lacks[ability];
  const row = needs.includes("state") && proves.find((one) => unimplemented.includes(one.row))?.row;
  return row ? `${row} has no handler yet` : undefined;
}

/** What a reader of a target's figures has to know besides. */
export const notesOf = ({ holes, unimplemented }: Target): string[] => [
  ...Object.values(holes).map(({ reason }) => `a known hole: it ${reason}`),
  ...unimplemented.map(
    (operationId) =>
      `${operationId} is answered with the contract's example: it has no handler yet`,
  ),
];
