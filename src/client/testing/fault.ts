import type { Mode } from "./exchange.js";

/** The calls that each fault meets. */
export type MethodName = "get" | "list" | "create" | "update" | "delete";

/**
 * What becomes of calls: which ones (parted by spaces), their result, how many requests (or
 * connections, where none is read) the server saw, the waits between them in milliseconds, and
 * `error.attempts` where that is another number than the server's.
 *
 * The result is `value`, for what the contract promises, or the error's name, its code, its status
 * and whether it may have been carried out all the same.
 */
export type Row = readonly [
  methods: string,
  result: string,
  seen: number,
  waits: readonly number[],
  attempts?: number,
];

/** One way of the server to misbehave, and what the client makes of it. */
export interface Fault extends Mode {
  rows: readonly Row[];
}

/** Faults by their names. */
export type Faults = Record<string, Fault>;

export const allMethods = "get list create update delete";

// The waits are those of a client whose `random` gives 1: each backoff is as long as it can be.
export const noWait: readonly number[] = [];
export const oneBackoff: readonly number[] = [500];
export const twoBackoffs: readonly number[] = [500, 1000];

/** The connection broke, and nobody knows how far the request got. */
export const lost: readonly Row[] = [
  ["get list", "NetworkError network", 3, twoBackoffs],
  ["update delete", "NetworkError network, may have succeeded", 3, twoBackoffs],
  ["create", "NetworkError network, may have succeeded", 1, noWait],
];

/** The first request was lost; the second one was answered. */
export const lostOnce: readonly Row[] = [
  ["get list update delete", "value", 2, oneBackoff],
  ["create", "NetworkError network, may have succeeded", 1, noWait],
];

/** No complete answer came in time. */
export const late: readonly Row[] = [
  ["get list", "TimeoutError timeout", 3, twoBackoffs],
  ["update delete", "TimeoutError timeout, may have succeeded", 3, twoBackoffs],
  ["create", "TimeoutError timeout, may have succeeded", 1, noWait],
];

/** Nothing is wrong with what the client looks at. */
export const harmless: readonly Row[] = [[allMethods, "value", 1, noWait]];
