import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Document } from "../contract/document.js";
import { getAt } from "../contract/json-pointer.js";
import { apiOperations, deliveries } from "../contract/operations.js";
import { inTemporaryFolder, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";
import { deliverySamples, requestSamples } from "./code-samples.js";

/** What Redoc would load: logos, icons, and the collector of its telemetry. */
const addresses = /https:\/\/(?:cdn|otel)\.(?:[\w-]+\.)?redoc[\w.]+\/[^\s"'`]*/g;

/** How Redoc makes the entry of a tag in its navigation; no option keeps such entries open. */
const tagEntry =
  /(type:`group`,label:(\w+),link:(\w+),routeSlug:\3,items:\w+,)\.\.\.\w+\(\w+\)(,content:\w+\.processContent\?\w+\(\{tag:)/g;

/**
 * Renders the contract into one page that loads nothing from elsewhere: its Content Security Policy
 * forbids it. A build that fails leaves the former page as it was.
 *
 * @throws ScriptError when the page cannot be made
 */
export async function writeReference(page: string, document: Document): Promise<void> {
  const html = await inTemporaryFolder(async (folder) => {
    const contract = join(folder, "openapi.json");
    const output = join(folder, "index.html");
    await writeFile(contract, JSON.stringify(decorated(document)));
    const { failed, stderr } = await runRedocly(
      { cwd: folder },
      ...["build-docs", contract, "--inlineBundle", `--output=${output}`],
      `--config=${join(import.meta.dirname, "redocly.yaml")}`,
      `--template=${join(import.meta.dirname, "template.hbs")}`,
    );
    if (!failed) return readFile(output, "utf8");
    throw new ScriptError(`Redocly cannot render the contract: ${reasonIn(stderr)}`);
  });
  await writeFile(page, adjusted(html));
}

/** The contract with code samples for each operation, and a link to its place in the console. */
function decorated(document: Document): Document {
  const copy = structuredClone(document);
  joinLines(copy);
  for (const operation of apiOperations(document)) {
    const shown = getAt(copy, operation.pointer) as { description?: string };
    // A query, because Redoc takes over every link with a hash.
    const link = `[Try it in the console](../console/index.html?operation=${operation.operationId})`;
    Object.assign(shown, {
      description: `${shown.description ?? ""}\n\n${link}`,
      "x-codeSamples": requestSamples(document, operation),
    });
  }
  for (const delivery of deliveries(document)) {
    const samples = { "x-codeSamples": deliverySamples(delivery) };
    Object.assign(getAt(copy, delivery.pointer) as object, samples);
  }
  return copy;
}

/** Joins the lines of paragraphs: Redoc's search would join the words at their ends. */
function joinLines(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === "description" && typeof value === "string") {
      const paragraphs = value.split(/\n{2,}/).map(joined);
      Object.assign(node, { description: paragraphs.join("\n\n") });
    } else if (typeof value === "object" && value !== null && !/^(examples?|value)$/.test(key)) {
      joinLines(value);
    }
  }
}

/** A paragraph in one line; lists, headings, tables and code stay as they are. */
const joined = (part: string) =>
  /^\s*([-*#|>]|\d+\.|```)/m.test(part) ? part : part.trim().replace(/\s*\n\s*/g, " ");

function adjusted(html: string): string {
  const found = [html.match(addresses)?.length, html.match(tagEntry)?.length];
  if (`${found}` !== "5,1") {
    throw new ScriptError(`Redoc has changed: look for what is adjusted here (found ${found})`);
  }
  return html
    .replace(addresses, "data:,")
    .replace(tagEntry, (_, before, _label, _link, after) => `${before}expanded:"always"${after}`);
}
