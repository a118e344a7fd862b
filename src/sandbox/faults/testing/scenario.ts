import type { SandboxOptions } from "../../options.js";
import { errorOf, type Scene, type Seen } from "./scene.js";

/** What shows that a fault is on. */
export interface Scenario {
  options?: SandboxOptions;
  /** Asks, in an app with three webhooks, and tells what there was to see. */
  act(scene: Scene): Promise<unknown>;
  /** What is to be seen without the fault. */
  right: unknown;
  /** What is to be seen with it. */
  wrong: unknown;
}

export const scenario = (
  act: Scenario["act"],
  { right, wrong }: Pick<Scenario, "right" | "wrong">,
  options?: SandboxOptions,
): Scenario => ({ act, right, wrong, ...(options && { options }) });

/** Runs one thing after the other, each only when the one before has ended. */
export async function each<T>(...things: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const thing of things) results.push(await thing());
  return results;
}

export const statusOf = ({ status }: Seen): number => status;

/** Status, content type and text. */
export const wholeOf = ({ status, headers, text }: Seen): unknown[] => [
  status,
  headers.get("content-type"),
  text,
];

/** What a refusal blames. */
export const blamed = ({ json }: Seen): string[] | undefined =>
  errorOf(json)["invalid-params"]?.map(({ name }) => name);

/** Status, and what a refusal blames, in alphabetical order. */
export const verdictOf = (seen: Seen): unknown[] => [seen.status, ...(blamed(seen) ?? [])].sort();
