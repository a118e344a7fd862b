import type { Operation } from "../../scripts/contract/operations.js";
import type { Request, Response } from "../oracle/http-exchange.js";
import type { CoverageItem } from "../run/coverage.js";
import type { Fetch } from "../run/recording.js";

/** What a target may be able to do, beyond answering requests. */
export type Ability =
  /** Gives any documented response that `Prefer: code=, example=` asks for. */
  | "preferred responses"
  /** Serves a document of invalid responses, with the deliveries as operations. */
  | "invalid responses"
  /** Remembers what was done. */
  | "state"
  /** Has any number of apps that nobody else uses. */
  | "apps"
  /** Has an endpoint that knows its tokens and apps, and limits the rate of requests. */
  | "strict"
  /** Sends deliveries. */
  | "deliveries";

/**
 * Where a check is run: at the contract as it is; at a mock of `invalid-responses.ts`; or where
 * only known tokens and apps are accepted.
 */
export type Endpoint = "contract" | "invalid responses" | "strict";

/** Decides whether a target can be asked to pass a check. */
export interface CheckRequirements {
  /** What of the contract is proven once the check has passed. */
  proves: CoverageItem[];
  needs: readonly Ability[];
  /** Why the suite has no way to test it; undefined if it has. */
  untested?: string;
}

/** An implementation that the contract suite is run against. */
export interface Target {
  /** Begins or continues a sentence: "the sandbox". */
  readonly name: string;
  /** The abilities that the target does not have, each with the reason. */
  readonly unsupported: Readonly<Partial<Record<Ability, string>>>;
  /** Operations that are answered with the contract's example. */
  readonly unimplemented: readonly string[];
  url(endpoint?: Endpoint): Promise<string>;
  /**
   * Replaces the ids and cursors of a request by ones that exist at the target.
   *
   * @default those of webhooks that are created for it
   */
  prepare?(operation: Operation, request: Request): Promise<Request>;
  /** What a response says is wrong with the exchange, if that can be compared with the oracle's. */
  reported?(response: Response, requestBody?: string): string[];
  /** The only app there is, where the target does not have the ability `apps`. */
  readonly app?: string;
  /** @default the `fetch` of the platform */
  readonly fetch?: Fetch;
  /** Why a check cannot be run, whatever it needs; undefined if it can. */
  reasonAgainst?(check: CheckRequirements): string | undefined;
  /** Present with the ability `strict`. */
  readonly strict?: Strict;
  /** Present with the ability `deliveries`. */
  readonly deliveries?: Deliveries;
  close(): Promise<void>;
}

/** The tokens, the app and the limit that the endpoint `strict` knows. */
export interface Strict {
  reader: string;
  writer: string;
  revoked: string;
  /** A token that nothing else uses, so that its requests can be counted. */
  counted: string;
  rateLimit: number;
  /** The only app that exists. */
  app: string;
}

/** How to make a target send deliveries. */
export interface Deliveries {
  /** Makes an event happen in an app. */
  trigger(app: string, eventType: string): Promise<void>;
  /** Waits until each delivery has arrived or is given up. */
  settled(): Promise<void>;
  /** Milliseconds since the Unix epoch, by the clock that stamps deliveries. */
  now(): number;
}

/** Why a target cannot be asked to pass a check; undefined if it can. */
export function reasonAgainst(target: Target, check: CheckRequirements): string | undefined {
  const { unsupported, unimplemented } = target;
  if (check.untested !== undefined) return check.untested;
  const own = target.reasonAgainst?.(check);
  if (own !== undefined) return own;
  const missing = check.needs.find((ability) => unsupported[ability] !== undefined);
  if (missing !== undefined) return unsupported[missing];
  if (!check.needs.includes("state")) return undefined;
  const item = check.proves.find(({ row }) => unimplemented.includes(row));
  return item && `${item.row} has no handler yet`;
}
