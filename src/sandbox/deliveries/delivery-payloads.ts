import { deliveryBodies } from "../../../generated/examples.js";
import type { Clock } from "../../shared/clock.js";
import { pick, type Random } from "../random.js";
import { isObject, SandboxError } from "../sandbox-error.js";
import type { SandboxEvent } from "./delivery-log.js";

type Fields = Record<string, unknown>;
type EventType = keyof typeof deliveryBodies;

interface PayloadContext {
  example: Fields;
  random: Random;
  /** Milliseconds since the Unix epoch. */
  now: number;
  /** Fields that the caller sets; others depend on them. */
  given: Fields;
}

/** The fields that differ from the contract's example. Other event types use the example as is. */
const variations: Partial<Record<EventType, (context: PayloadContext) => Fields>> = {
  "package.uploaded": packageUploaded,
  "teamserver.push": push,
  alert: ({ random, now }) => ({ id: uuid(random), timestamp: new Date(now).toISOString() }),
};

/**
 * Creates payloads of events from the contract's examples. The same seed gives the same payloads.
 *
 * @returns a function that throws SandboxError for an event without a valid payload
 */
export function createPayloads({ random, clock }: { random: Random; clock: Clock }) {
  return (appId: string, event: SandboxEvent): unknown => {
    const { type, payload: given } = checkEvent(event);
    if (!isKnown(type)) return given;
    // The contract's first example shows the most common case.
    const examples = examplesOf(type);
    const chosen = random() < 0.7 ? examples[0] : pick(random, examples);
    if (!isObject(chosen)) return chosen;
    const example: Fields = { ...chosen, ...("projectId" in chosen && { projectId: appId }) };
    const context = { example, random, now: clock.now(), given: Object(given) as Fields };
    return { ...example, ...variations[type]?.(context), ...context.given };
  };
}

/** An event that arrives over HTTP can be any JSON. @throws SandboxError */
function checkEvent(event: SandboxEvent): SandboxEvent {
  const { type, payload, ...others } = Object(event) as SandboxEvent;
  if (typeof type !== "string" || type === "") throw invalid("an event needs its 'type', a text");
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalid(`an event has 'type' and 'payload', not '${other}'`);
  if (isKnown(type) && payload !== undefined && !isObject(payload)) {
    throw invalid(`the payload of '${type}' must be an object`);
  }
  if (!isKnown(type) && payload === undefined) {
    const known = Object.keys(deliveryBodies).join(", ");
    throw invalid(`event type '${type}' needs a payload; those without are ${known}`);
  }
  return { type, payload };
}

const invalid = (message: string) => new SandboxError(message, "invalid_event");

const isKnown = (type: string): type is EventType => Object.hasOwn(deliveryBodies, type);

const examplesOf = (type: EventType) => Object.values<unknown>(deliveryBodies[type]);

function packageUploaded({ random, now, given }: PayloadContext) {
  const version = `${below(random, 3)}.${below(random, 20)}.${below(random, 200)}`;
  const modelVersion = given.modelVersion ?? `${version}.${hex(random, 8)}`;
  const uploadTime = new Date(now).toISOString();
  return { modelVersion, name: `main-${modelVersion}.mda`, uploadTime };
}

const messages = [
  "Send the invoice after approval",
  "Translate the login page into German (Grüße)",
  "Remove unused widgets\n\nThey were replaced by the data grid.",
];

/** Up to four commits like the first one of the example, 20 minutes apart. */
function push({ example, random, now, given }: PayloadContext) {
  const [shown]: unknown[] = Array.isArray(example.commits) ? example.commits : [];
  const count = shown === undefined ? 0 : 1 + below(random, 4);
  const made = Array.from({ length: count }, (_, index) => ({
    ...Object(shown),
    id: hex(random, 40),
    authorDate: new Date(now - (count - index) * 20 * 60_000)
      .toISOString()
      .replace(/\..*/, "+00:00"),
    message: pick(random, messages),
  }));
  const commits = given.commits ?? made;
  const newest: unknown = Array.isArray(commits) ? commits.at(-1)?.id : undefined;
  return { before: hex(random, 40), after: newest ?? hex(random, 40), commits };
}

const below = (random: Random, end: number): number => Math.floor(random() * end);

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => below(random, 16).toString(16)).join("");

const uuid = (random: Random): string =>
  "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx".replaceAll("x", () => hex(random, 1));
