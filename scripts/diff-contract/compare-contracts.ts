import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Document } from "../contract/document.js";
import { getAt, pointerBelow } from "../contract/json-pointer.js";
import { apiOperations, deliveries, type Operation } from "../contract/operations.js";
import { inTemporaryFolder, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";

/**
 * What a change does to those who rely on the contract: it breaks them, it gives them more, or it
 * only says the same in other words. The worst comes first.
 */
const impacts = ["breaking", "additive", "editorial"] as const;
export type Impact = (typeof impacts)[number];

/** A difference between two contracts, for people. */
export interface Change {
  impact: Impact;
  /** JSON pointer of what changed, in the document that has more of it. */
  place: string;
  /** What changed there: a sentence without its full stop. */
  what: string;
}

/**
 * Every difference between two bundled contracts, the worst first.
 *
 * @throws ScriptError when Redocly cannot compare them
 */
export async function compareContracts(base: Document, revision: Document): Promise<Change[]> {
  const impactOf = (change: RedoclyChange): Impact => {
    if (isBreaking(change, base)) return "breaking";
    return isEditorial(change) ? "editorial" : "additive";
  };
  const changes = (await redoclyDiff(base, revision))
    // The version is what the other changes are compared with.
    .filter(({ typeName, property }) => typeName !== "Info" || property !== "version")
    .map((change) => ({
      impact: impactOf(change),
      place: pointerOf(change),
      what: sentenceOf(change),
    }));
  const ofLinks = changedLinkParameters(base, revision).map(
    (place): Change => ({ impact: "breaking", place, what: "the link takes it from elsewhere" }),
  );
  const rank = ({ impact }: Change) => impacts.indexOf(impact);
  return [...changes, ...ofLinks].toSorted((a, b) => rank(a) - rank(b));
}

async function redoclyDiff(base: Document, revision: Document): Promise<RedoclyChange[]> {
  return inTemporaryFolder(async (cwd) => {
    await writeFile(join(cwd, "base.json"), JSON.stringify(base));
    await writeFile(join(cwd, "revision.json"), JSON.stringify(revision));
    const config = `--config=${join(import.meta.dirname, "redocly-diff.yaml")}`;
    const options = [config, "--format=json", "--fail-on=none"];
    const run = await runRedocly({ cwd }, "diff", "base.json", "revision.json", ...options);
    if (run.failed) throw new ScriptError(`redocly diff fails: ${reasonIn(run.stderr)}`);
    return JSON.parse(run.stdout).changes;
  });
}

/** What changed, in Redocly's words where it has some. */
function sentenceOf({ verdicts, kind, property, base, revision }: RedoclyChange): string {
  if (verdicts.length > 0) {
    return verdicts.map(({ message }) => message.replace(/\.$/, "")).join("; ");
  }
  if (kind !== "modified") return kind;
  if (property === "key") return `renamed from \`${base?.value}\` to \`${revision?.value}\``;
  const [from, to] = [base, revision].map((side) => JSON.stringify(side?.value));
  if (to === undefined) return "removed";
  const isLong = `${from}${to}`.length > 80;
  if (from === undefined) return isLong ? "added" : `set to \`${to}\``;
  return isLong ? "changed" : `changed from \`${from}\` to \`${to}\``;
}

/** A difference that `redocly diff` reports. */
interface RedoclyChange {
  /** Where it is, from an operation through all references. */
  path: string;
  /** The kind of OpenAPI object that changed, such as `Schema` or `ParameterList`. */
  typeName: string;
  kind: "added" | "removed" | "modified";
  /** The keyword that changed; `key` for an entry that has another name. */
  property?: string;
  /** Why Redocly calls the change breaking; empty if it does not. */
  verdicts: { ruleId: string; message: string }[];
  base?: Side;
  revision?: Side;
}

interface Side {
  /** Where it stands in the document; for something shared, below `#/components`. */
  pointer: string;
  value?: unknown;
}

/** Where a change is: the longer pointer, since what is missing on one side has none of its own. */
function pointerOf({ base, revision }: RedoclyChange): string {
  const [a = "", b = ""] = [base?.pointer, revision?.pointer];
  return b.length > a.length ? b : a;
}

/** Whether users of the base may fail with the revision, by Redocly's rules or by ours. */
function isBreaking(change: RedoclyChange, base: Document): boolean {
  if (change.verdicts.length > 0) return true;
  return !isEditorial(change) && rules.some((rule) => rule(change, base));
}

const editorialTypes =
  /^(Example|ExamplesMap|NamedExamples|Tag|TagList|License|Contact|ExternalDocs)$/;
const editorialKeywords =
  /^(description|summary|title|examples?|externalDocs|tags|termsOfService|\$comment|x-.*)$/;

/** Whether only documentation, the order of a list, or a part that nothing uses has changed. */
function isEditorial({ path, typeName, property, base, revision }: RedoclyChange): boolean {
  // A shared part that an operation uses has the path of that operation.
  const isUnused = path.startsWith("#/components/") && typeName !== "SecurityScheme";
  if (isUnused || editorialTypes.test(typeName)) return true;
  if (property !== undefined && editorialKeywords.test(property)) return true;
  return isSameSet(base?.value, revision?.value);
}

const isSameSet = (a: unknown, b: unknown) =>
  Array.isArray(a) &&
  Array.isArray(b) &&
  JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());

/** Tells that a change breaks users although Redocly lets it pass. */
type Rule = (change: RedoclyChange, base: Document) => boolean;

const isOptionalNow = ({ property, base, revision }: RedoclyChange) =>
  property === "required" && base?.value === true && revision?.value !== true;

/** Callers follow links, and the client's pagination is generated from them. */
const links: Rule = ({ typeName, kind, property = "" }) =>
  /^Links?(Map)?$/.test(typeName) && (kind === "removed" || /^(operationId|key)$/.test(property));

/** Redocly reports a header that is removed, but not one that may be missing from now on. */
const responseHeaders: Rule = (change) => change.typeName === "Header" && isOptionalNow(change);

/** Redocly treats the headers and the body of a delivery as if users sent them. */
const deliveryParts: Rule = (change) => {
  const { path, typeName, kind, property = "" } = change;
  if (!path.startsWith("#/webhooks/")) return false;
  if (typeName === "PathItem") return property === "key";
  if (typeName === "MediaType") return kind === "added";
  const isOfRequest = /^(Parameter|ParameterList|RequestBody)$/.test(typeName);
  return isOfRequest && (kind === "removed" || property === "name" || isOptionalNow(change));
};

/** Inside `not` the effect is reversed: what allows more there accepts less. */
const forbidden: Rule = (change) => /(?<!\/properties)\/not(\/|$)/.test(pointerOf(change));

/** A property that is not read or not shown any more, or that has another value when left out. */
const properties: Rule = ({ typeName, kind, property, base: before, revision }, base) => {
  if (typeName !== "Schema" || before === undefined) return false;
  const isIn = (roots: unknown[]) => partsOf(base, roots).has(objectAt(base, before.pointer));
  if (property === "writeOnly") return revision?.value === true && isIn(received(base));
  const isLost = /\/properties\/[^/]+$/.test(before.pointer) && kind === "removed";
  const isHidden = property === "readOnly" && revision?.value === true;
  const isOther = property === "key" || (property === "default" && before.value !== undefined);
  return (isLost || isHidden || isOther) && isIn(sent(base));
};

/** What Redocly reads only where it is new; like a pattern, it says too much to be compared. */
const conditions: Rule = ({ base, revision }) =>
  /\/(minContains|maxContains|prefixItems|patternProperties|dependentRequired|discriminator)(\/|$)/.test(
    base?.pointer ?? revision?.pointer ?? "",
  );

const rules = [links, responseHeaders, deliveryParts, forbidden, properties, conditions];

const requestOf = ({ parameters, requestBody }: Operation) => [parameters, requestBody];
const responsesOf = ({ responses }: Operation) => responses;
const sent = (document: Document) => [
  apiOperations(document).map(requestOf),
  deliveries(document).map(responsesOf),
];
const received = (document: Document) => [
  apiOperations(document).map(responsesOf),
  deliveries(document).map(requestOf),
];

/** The object that a pointer leads to or into. */
function objectAt(document: Document, pointer: string): unknown {
  const value = getAt(document, pointer);
  if (typeof value === "object") return value;
  return getAt(document, pointer.slice(0, pointer.lastIndexOf("/")));
}

/** All objects in some parts of a document, through references. */
function partsOf(document: Document, roots: unknown[]): Set<unknown> {
  const parts = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null || parts.has(part)) return;
    parts.add(part);
    if ("$ref" in part && typeof part.$ref === "string") visit(getAt(document, part.$ref));
    for (const child of Object.values(part)) visit(child);
  };
  visit(roots);
  return parts;
}

/** Pointers to the parameters that a link fills from elsewhere, which Redocly does not report. */
function changedLinkParameters(base: Document, revision: Document): string[] {
  const pointers = apiOperations(base).flatMap(({ pointer, responses }) =>
    Object.entries(responses).flatMap(([status, { links = {} }]) =>
      Object.entries(links).flatMap(([name, { parameters = {} }]) =>
        Object.keys(parameters).map((key) =>
          pointerBelow(pointer, "responses", status, "links", name, "parameters", key),
        ),
      ),
    ),
  );
  const isLink = (pointer: string) => getAt(revision, pointer.replace(/\/parameters\/[^/]*$/, ""));
  return pointers.filter(
    (pointer) => isLink(pointer) && getAt(revision, pointer) !== getAt(base, pointer),
  );
}
