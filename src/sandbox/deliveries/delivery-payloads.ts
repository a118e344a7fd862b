import { deliveryBodies } from "../../../generated/examples.js";
import type { Clock } from "../../shared/clock.js";
import { pick, type Random } from "../random.js";
import { SandboxError } from "../sandbox-error.js";
import { isObject } from "../value-checks.js";
import type { SandboxEvent } from "./delivery-log.js";
import {
  alerts,
  branches,
  commitMessages,
  environments,
  mendixVersions,
  people,
} from "./payload-samples.js";

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
  alert,
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
    if (!isObject(chosen)) return given ?? chosen;
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
  const hasFields = isKnown(type) && examplesOf(type).every(isObject);
  if (hasFields && payload !== undefined && !isObject(payload)) {
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
  return {
    modelVersion,
    name: `main-${modelVersion}.mda`,
    runtimeVersion: pick(random, mendixVersions),
    uploadTime: new Date(now).toISOString().replace("Z", `${below(random, 10)}Z`),
    uploaderId: pick(random, people).id,
  };
}

function push({ example, random, now, given }: PayloadContext) {
  const isEmpty = Array.isArray(example.commits) && example.commits.length === 0;
  const count = isEmpty ? 0 : 1 + below(random, 4);
  const made = Array.from({ length: count }, (_, index) =>
    commit(random, now - (count - index) * 20 * 60_000),
  );
  const commits = given.commits ?? made;
  const newest: unknown = Array.isArray(commits) ? commits.at(-1)?.id : undefined;
  return {
    branchName: pick(random, branches),
    before: hex(random, 40),
    after: newest ?? hex(random, 40),
    commits,
    userId: pick(random, people).id,
  };
}

/** @param time - milliseconds since the Unix epoch */
function commit(random: Random, time: number) {
  const { name, user } = pick(random, people);
  return {
    id: hex(random, 40),
    authorDate: `${new Date(time).toISOString().slice(0, 19)}+00:00`,
    authorEmail: `${user}@some.domain.com`,
    authorName: name,
    mendixVersion: pick(random, mendixVersions),
    message: pick(random, commitMessages),
    relatedStories: below(random, 3) === 0 ? [] : [{ id: `${1_000 + below(random, 500)}` }],
  };
}

function alert({ random, now, given }: PayloadContext) {
  const environment = given.environment ?? pick(random, environments).name;
  const known = environments.find(({ name }) => name === environment);
  const fitting = alerts.filter(({ severity }) => severity === (given.severity ?? severity));
  return {
    environment,
    environment_id: known?.id ?? uuid(random),
    id: uuid(random),
    ...(fitting.length > 0 && pick(random, fitting)),
    timestamp: new Date(now).toISOString(),
  };
}

const below = (random: Random, end: number): number => Math.floor(random() * end);

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => below(random, 16).toString(16)).join("");

const uuid = (random: Random): string =>
  "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx".replaceAll("x", () => hex(random, 1));
