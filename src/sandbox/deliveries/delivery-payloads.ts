import { deliveryBodies } from "../../../generated/examples.js";
import type { Clock } from "../../shared/clock.js";
import { SandboxError } from "../errors.js";
import { pick, type Random } from "../random.js";
import type { SandboxEvent } from "./delivery-log.js";
import { type Fields, type Scene, variations } from "./payload-variations.js";

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

  return (appId, event) => {
    const { type, payload } = checkEvent(event);
    if (!isKnown(type)) {
      if (payload !== undefined) return payload;
      const known = Object.keys(deliveryBodies).join(", ");
      throw invalid(`event type '${type}' needs a payload; those without are ${known}`);
    }
    if (payload !== undefined && !isObject(payload)) {
      throw invalid(`the payload of '${type}' must be an object`);
    }
    const [usual, ...others] = Object.values<Fields>(deliveryBodies[type]);
    const isUsual = others.length === 0 || random() >= 1 / rarity;
    const example = { ...(isUsual ? usual : pick(random, others)) };
    if ("projectId" in example) example.projectId = appId;
    const scene: Scene = { appId, random, now: clock.now(), heads, given: payload ?? {} };
    return { ...example, ...variations[type](example, scene), ...payload };
  };
}

/** What comes over HTTP may be anything, whatever its type says. @throws SandboxError */
function checkEvent(event: SandboxEvent): SandboxEvent {
  const { type, payload, ...others } = Object(event) as SandboxEvent;
  if (typeof type !== "string" || type === "") throw invalid("an event needs its 'type', a text");
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalid(`an event has 'type' and 'payload', not '${other}'`);
  return { type, payload };
}

const invalid = (message: string) => new SandboxError(message, "invalid_event");

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
