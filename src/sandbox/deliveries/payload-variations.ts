import type { deliveryBodies } from "../../../generated/examples.js";
import { pick, type Random, seededRandom } from "../random.js";
import {
  alertMessages,
  appNames,
  branches,
  environments,
  mendixVersions,
  messages,
  people,
} from "./payload-words.js";

export type Fields = Record<string, unknown>;

/** What a payload is about. */
export interface Scene {
  appId: string;
  random: Random;
  /** Milliseconds since the Unix epoch. */
  now: number;
  /** The newest commit of each branch of each app, as far as anything was pushed. */
  heads: Map<string, string>;
  /** Fields that are decided; others are to fit to them. */
  given: Fields;
}

/** The fields of an event that differ from its example, by the name of its delivery. */
export const variations: Record<
  keyof typeof deliveryBodies,
  (example: Fields, scene: Scene) => Fields
> = { "package.uploaded": packageUploaded, "teamserver.push": push, alert };

const minute = 60_000;

/** Branches whose newest commit is remembered. */
const mostHeads = 1_000;

function packageUploaded(_example: Fields, { appId, random, now, heads, given }: Scene): Fields {
  const head = heads.get(`${appId} main`) ?? hex(random, 40);
  const version = `${below(random, 3)}.${below(random, 20)}.${below(random, 200)}`;
  const modelVersion = given.modelVersion ?? `${version}.${head.slice(0, 8)}`;
  return {
    modelVersion,
    name: `main-${modelVersion}.mda`,
    runtimeVersion: pick(random, mendixVersions),
    uploadTime: new Date(now).toISOString().replace("Z", `${below(random, 10)}Z`),
    uploaderId: pick(random, people).id,
  };
}

function push(example: Fields, { appId, random, now, heads, given }: Scene): Fields {
  const branchName = given.branchName ?? pick(random, branches);
  const branch = `${appId} ${branchName}`;
  const before = heads.get(branch) ?? hex(random, 40);
  const isEmpty = Array.isArray(example.commits) && example.commits.length === 0;
  const count = isEmpty ? 0 : 1 + below(random, 4);
  const made = Array.from({ length: count }, (_, index) => {
    const age = (count - index) * 20 + below(random, 20);
    return commit(random, now - age * minute);
  });
  const commits = given.commits ?? made;
  const newest: unknown = Array.isArray(commits) ? commits.at(-1)?.id : undefined;
  const after = newest ?? hex(random, 40);
  if (heads.size >= mostHeads && !heads.has(branch)) heads.clear();
  heads.set(branch, `${given.after ?? after}`);
  return { branchName, before, after, commits, userId: pick(random, people).id };
}

function commit(random: Random, time: number): Fields {
  const { name, email, offset } = pick(random, people);
  const stories = below(random, 3) === 0 ? [] : [{ id: `${1_000 + below(random, 500)}` }];
  return {
    id: hex(random, 40),
    authorDate: localTime(time, offset),
    authorEmail: email,
    authorName: name,
    mendixVersion: pick(random, mendixVersions),
    message: pick(random, messages),
    relatedStories: stories,
  };
}

function alert(example: Fields, { appId, random, now, given }: Scene): Fields {
  const environment = given.environment ?? pick(random, environments);
  const severities = Object.keys(alertMessages) as (keyof typeof alertMessages)[];
  // The example decides between what is bad and what is good again.
  const isOver = example.severity === "Recovery";
  const isFitting = (severity: string) => /Ok|Recovery/.test(severity) === isOver;
  const severity = given.severity ?? pick(random, severities.filter(isFitting));
  const known = severities.find((name) => name === severity);
  return {
    app_name: pick(seededRandom(hash(appId)), appNames),
    environment,
    environment_id: uuid(seededRandom(hash(`${appId} ${environment}`))),
    id: uuid(random),
    ...(known && { message: pick(random, alertMessages[known]) }),
    severity,
    timestamp: new Date(now).toISOString(),
  };
}

/** As Git writes it: the author's time, and how far it is from UTC. */
function localTime(time: number, offset: number): string {
  const local = new Date(time + offset * minute).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (number: number) => `${number}`.padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

const below = (random: Random, end: number): number => Math.floor(random() * end);

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => below(random, 16).toString(16)).join("");

const uuid = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;

/** A number that is always the same for a text (FNV-1a). */
const hash = (text: string): number =>
  [...text].reduce(
    (sum, char) => Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193),
    0x811c9dc5,
  );
