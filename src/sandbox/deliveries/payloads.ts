import { deliveryBodies } from "../../../generated/examples.js";
import type { Clock } from "../clock.js";
import { SandboxError } from "../errors.js";
import { pick, type Random } from "../random.js";
import type { SandboxEvent } from "./delivery.js";
import { type Fields, type Scene, variations } from "./variations.js";

/** The body of an event. @throws SandboxError when there is nothing to deliver */
export type Payloads = (appId: string, event: SandboxEvent) => unknown;

const isKnown = (type: string): type is keyof typeof deliveryBodies =>
  Object.hasOwn(deliveryBodies, type);

/** One in so many events follows an example of the contract that is not its first. */
const rarity = 5;

/**
 * Makes payloads from the contract's examples; the same seed gives the same ones. What is pushed
 * follows what was pushed before, and a package holds what was pushed last.
 */
export function createPayloads({ random, clock }: { random: Random; clock: Clock }): Payloads {
  const heads = new Map<string, string>();

  return (appId, { type, payload }) => {
    if (!isKnown(type)) {
      if (JSON.stringify(payload) !== undefined) return payload;
      throw new SandboxError(
        `event type '${type}' is not in the contract and needs a payload`,
        "invalid_event",
      );
    }
    if (payload !== undefined && !isObject(payload)) {
      throw new SandboxError(`the payload of '${type}' must be an object`, "invalid_event");
    }
    const [usual, ...others] = Object.values<Fields>(deliveryBodies[type]);
    const isUsual = others.length === 0 || random() >= 1 / rarity;
    const example = { ...(isUsual ? usual : pick(random, others)) };
    if ("projectId" in example) example.projectId = appId;
    const scene: Scene = { appId, random, now: clock.now(), heads, given: payload ?? {} };
    return { ...example, ...variations[type](example, scene), ...payload };
  };
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
