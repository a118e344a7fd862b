import { type Document, unescapeToken } from "../contract/document.js";
import type { Change, Impact } from "./change.js";
import { placeOf } from "./place.js";
import type { RedoclyChange } from "./redocly-changes.js";

const sectionNouns: Record<string, string> = {
  paths: "path",
  webhooks: "delivery",
  properties: "property",
};
/** Parts of a document that are there for readers and tools. */
const wordTypes = /^(Example|ExamplesMap|NamedExamples|Tag|TagList|License|Contact|ExternalDocs)$/;
const wordKeywords =
  /^(description|summary|title|examples?|externalDocs|tags|termsOfService|\$comment|x-.*)$/;

/**
 * What Redocly found, in our words. `info.version` is judged by itself.
 *
 * @param acquitted - pointers of what breaks nobody, whatever Redocly has against it
 */
export function describeChanges(
  base: Document,
  revision: Document,
  found: RedoclyChange[],
  acquitted: string[],
): Change[] {
  return found
    .filter(({ typeName, property }) => !(typeName === "Info" && property === "version"))
    .map((change) => {
      const pointer = pointerOf(change);
      const isAcquitted = acquitted.some((one) => `${pointer}/`.startsWith(`${one}/`));
      const impact = impactOf(change, isAcquitted);
      const place = placeOf(change.kind === "removed" ? base : revision, pointer);
      return { impact, pointer, place, what: sentence(change, impact) };
    });
}

function impactOf(change: RedoclyChange, isAcquitted: boolean): Impact {
  if (change.verdicts.length > 0 && !isAcquitted) return "breaking";
  return isEditorial(change) ? "editorial" : "additive";
}

function isEditorial({ path, typeName, property, base, revision }: RedoclyChange): boolean {
  // A shared part that is reached from an operation has the operation's path.
  const isUnused = path.startsWith("#/components/") && typeName !== "SecurityScheme";
  if (isUnused || wordTypes.test(typeName)) return true;
  if (property !== undefined && wordKeywords.test(property)) return true;
  return isSameSet(base?.value, revision?.value);
}

const isSameSet = (a: unknown, b: unknown) =>
  Array.isArray(a) &&
  Array.isArray(b) &&
  JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());

/** The longer one: a keyword that was added or removed has a pointer on its own on one side only. */
function pointerOf({ base, revision }: RedoclyChange): string {
  const [a = "", b = ""] = [base?.pointer, revision?.pointer];
  return b.length > a.length ? b : a;
}

function sentence(change: RedoclyChange, impact: Impact): string {
  if (impact === "breaking") {
    return change.verdicts.map(({ message }) => message.replace(/\.$/, "")).join("; ");
  }
  const { kind, property, base, revision } = change;
  if (kind !== "modified") return `${nameOf(change)} was ${kind}`;
  if (property === "key") return `\`${base?.value}\` became \`${revision?.value}\``;
  return `\`${property}\` ${difference(base?.value, revision?.value)}`;
}

function nameOf({ path, typeName, base, revision }: RedoclyChange): string {
  const [section = "", last = ""] = path.split("/").slice(-2).map(unescapeToken);
  const value = Object((base ?? revision)?.value) as { name?: unknown; url?: unknown };
  const isEntry = /^\d+$/.test(last) && typeName !== "Response";
  const key = isEntry ? (value.name ?? value.url) : last;
  if (typeof key !== "string") return `an entry of \`${section}\``;
  const isWhole = /(Map|List|Properties)$/.test(typeName) || section === "";
  return isWhole ? `\`${key}\`` : `${nounFor(section, typeName)} \`${key}\``;
}

function nounFor(section: string, typeName: string): string {
  return sectionNouns[section] ?? typeName.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

function difference(before: unknown, after: unknown): string {
  const [from, to] = [before, after].map((value) => JSON.stringify(value));
  if (to === undefined) return "was removed";
  const isShort = `${from}${to}`.length <= 80;
  if (from === undefined) return isShort ? `was set to \`${to}\`` : "was added";
  return isShort ? `changed from \`${from}\` to \`${to}\`` : "changed";
}
