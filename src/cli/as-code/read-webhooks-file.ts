import { type Document, isMap, isNode, type Node } from "yaml";
import { webhooksFile as isWebhooksFile } from "../../../generated/validators/webhooks-file.js";
import { parseText, readText } from "../read-data.js";
import { CommandError } from "../terminal.js";
import { describeViolation, type Path, type Problem } from "./describe-violation.js";

/** The properties of a webhook as the file has them: references in place of secrets. */
export type FileWebhook = Readonly<Record<string, unknown>> & {
  headers?: Readonly<Record<string, string>>;
};

export interface FileApp {
  label?: string;
  webhooks: Readonly<Record<string, FileWebhook>>;
}

/** A file with webhooks as code, after its validation. */
export interface WebhooksFile {
  path: string;
  /** Its text. */
  source: string;
  /** What it contains. */
  content: unknown;
  /** The file with its comments and positions. */
  document: Document;
  defaults: FileWebhook;
  apps: Readonly<Record<string, FileApp>>;
  /** Makes an error with a line for each problem, in the order of the file. */
  toError(problems: readonly Problem[]): CommandError;
}

/** More problems say nothing new. */
const shownProblems = 20;

/** Reads a file with webhooks as code. @throws CommandError with file, line and column */
export async function readWebhooksFile(path: string): Promise<WebhooksFile> {
  return parseWebhooksFile(await readText(path), path);
}

export async function parseWebhooksFile(source: string, path: string): Promise<WebhooksFile> {
  const { document, content, place } = await parseText(source, path);
  const toError: WebhooksFile["toError"] = (problems) => {
    const lines = problems.map((problem) => {
      const [offset = 0] = nodeAt(document, problem.path, problem.isKey)?.range ?? [];
      return `${place(offset)}: ${problem.text}`;
    });
    const shown = [...new Set(lines)].sort(byPosition);
    const more = shown.length - shownProblems;
    const rest = more > 0 ? [`and ${more} more`] : [];
    return new CommandError([...shown.slice(0, shownProblems), ...rest].join("\n"));
  };
  if (!isWebhooksFile(content)) {
    throw toError((isWebhooksFile.errors ?? []).flatMap(describeViolation));
  }
  // The schema has been checked.
  const { defaults = {}, apps } = content as Pick<WebhooksFile, "apps"> & {
    defaults?: FileWebhook;
  };
  const problems = repeatedApps(Object.keys(apps));
  if (problems.length > 0) throw toError(problems);
  return { path, source, content, document, defaults, apps, toError };
}

const byPosition = new Intl.Collator("en", { numeric: true }).compare;

/** The node of a value, or of its key; the nearest outer one if there is no such node. */
function nodeAt(document: Document, path: Path, isKey = false): Node | null {
  const outer = document.getIn(path.slice(0, -1), true);
  const pair = isMap(outer) ? outer.items.find(({ key }) => `${key}` === path.at(-1)) : undefined;
  const node = isKey ? pair?.key : document.getIn(path, true);
  if (isNode(node) || path.length === 0) return isNode(node) ? node : document.contents;
  return nodeAt(document, path.slice(0, -1));
}

/** UUIDs are the same in upper and lower case (RFC 9562, section 4). */
function repeatedApps(ids: string[]): Problem[] {
  const lower = ids.map((id) => id.toLowerCase());
  const repeated = ids.filter((_, index) => lower.indexOf(lower[index] ?? "") !== index);
  const text = "this app is there twice, in upper and in lower case";
  return repeated.map((id) => ({ path: ["apps", id], isKey: true, text }));
}
