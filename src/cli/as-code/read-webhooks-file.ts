import { type Document, LineCounter, parseDocument } from "yaml";
import { webhooksFile as isWebhooksFile } from "../../../generated/validators/webhooks-file.js";
import { readText } from "../read-data.js";
import { CommandError } from "../terminal.js";
import { describeViolation, type Problem } from "./describe-violation.js";
import { nodeAt, type Path } from "./yaml-path.js";

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
  /** Returns `file:line:column` of a value, or of the key that leads to it. */
  locate(path: Path, isKey?: boolean): string;
}

/** More problems say nothing new. */
const shownProblems = 20;

/** Reads a file with webhooks as code. @throws CommandError with file, line and column */
export async function readWebhooksFile(path: string): Promise<WebhooksFile> {
  return parseWebhooksFile(await readText(path), path);
}

export function parseWebhooksFile(text: string, path: string): WebhooksFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) {
    const isRepeated = error.code === "DUPLICATE_KEY";
    // The parser's message could quote a secret.
    const what = isRepeated ? "this key is there twice" : `neither YAML nor JSON (${error.code})`;
    throw new CommandError(`${place(error.pos[0])}: ${what}`);
  }
  const locate: WebhooksFile["locate"] = (to, isKey) =>
    place(nodeAt(document, to, isKey)?.range?.[0] ?? 0);
  const content = toValue(document, place);
  if (!isWebhooksFile(content)) {
    throw problemsError((isWebhooksFile.errors ?? []).flatMap(describeViolation), locate);
  }
  const { defaults = {}, apps } = content as Pick<WebhooksFile, "apps"> & {
    defaults?: FileWebhook;
  };
  const problems = [...repeatedApps(apps), ...repeatedHeaders({ defaults, apps })];
  if (problems.length > 0) throw problemsError(problems, locate);
  return { path, source: text, content, document, defaults, apps, locate };
}

function toValue(document: Document, place: (offset: number) => string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    // An alias without an anchor, or aliases that expand without end.
    throw new CommandError(`${place(0)}: ${error.message}`);
  }
}

/** An error with a line for each problem, in the order of the file. */
export function problemsError(
  problems: readonly Problem[],
  locate: WebhooksFile["locate"],
): CommandError {
  const lines = problems.map(({ path, isKey, text }) => `${locate(path, isKey)}: ${text}`);
  const shown = [...new Set(lines)].sort(byPosition);
  const more = shown.length - shownProblems;
  const rest = more > 0 ? [`and ${more} more`] : [];
  return new CommandError([...shown.slice(0, shownProblems), ...rest].join("\n"));
}

const byPosition = new Intl.Collator("en", { numeric: true }).compare;

/** UUIDs are the same in upper and lower case (RFC 9562, section 4). */
function repeatedApps(apps: WebhooksFile["apps"]): Problem[] {
  return repeated(Object.keys(apps)).map((id) => ({
    ...{ path: ["apps", id], isKey: true },
    text: "this app is there twice, in upper and in lower case",
  }));
}

/** Names of headers are the same in upper and lower case (RFC 9110, section 5.1). */
function repeatedHeaders({ defaults, apps }: Pick<WebhooksFile, "defaults" | "apps">): Problem[] {
  const all: [Path, FileWebhook][] = [[["defaults"], defaults]];
  for (const [id, { webhooks }] of Object.entries(apps)) {
    for (const [name, webhook] of Object.entries(webhooks)) {
      all.push([["apps", id, "webhooks", name], webhook]);
    }
  }
  return all.flatMap(([path, { headers = {} }]) =>
    repeated(Object.keys(headers)).map((name) => ({
      ...{ path: [...path, "headers", name], isKey: true },
      text: `the header '${name}' is there twice, in upper and in lower case`,
    })),
  );
}

function repeated(names: string[]): string[] {
  const lower = names.map((name) => name.toLowerCase());
  return names.filter((_, index) => lower.indexOf(lower[index] ?? "") !== index);
}
