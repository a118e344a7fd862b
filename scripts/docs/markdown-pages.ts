import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Puts the Markdown of each page beside the page, and a list of all of them into `llms.txt`, where
 * coding assistants look for it (llmstxt.org).
 *
 * @param base - the path below which the site will be served
 */
export async function writeMarkdown(docs: string, site: string, base: string): Promise<void> {
  const files = await readdir(docs, { recursive: true });
  const pages = files.filter((file) => /^(?!\.|public|api.readme).*\.md$/.test(file)).sort();
  const entries = new Map<string, string[]>();
  for (const page of pages) {
    const text = await readPage(join(docs, page));
    await writeFile(join(site, page), text);
    // The home page is navigation.
    const [, title] = /^# (.+)$/m.exec(text) ?? [];
    if (title === undefined) continue;
    const section = sections[dirname(page)] ?? "In depth";
    const entry = `- [${title}](${base}${page}): ${summaryOf(text)}`;
    entries.set(section, [...(entries.get(section) ?? []), entry]);
  }
  const order = [...new Set([...Object.values(sections), ...entries.keys()])];
  const lists = order.map((name) => `## ${name}\n\n${(entries.get(name) ?? []).join("\n")}\n`);
  await writeFile(join(site, "llms.txt"), `${introduction}\n${lists.join("\n")}`);
  await cp(join(site, "contract.md"), join(site, "reference/index.md"));
  await cp(join(site, "contract.md"), join(site, "console/index.md"));
}

const introduction = `# Mendix webhooks

> The contract of the Mendix Webhooks API (OpenAPI 3.1), a TypeScript client, a receiver of
> deliveries, a sandbox, and a contract test suite. The npm package is \`mendix-webhooks\`.
`;

/** The heading in the list for each folder. */
const sections: Record<string, string> = {
  guides: "Guides",
  ".": "In depth",
  api: "API of the packages",
};

/** The Markdown of a page, with what it includes of other files. */
async function readPage(file: string): Promise<string> {
  const text = await readFile(file, "utf8");
  const included = /^<!--@include: (.+)-->$/m.exec(text)?.[1];
  if (included === undefined) return text;
  return text.replace(
    /^<!--@include: .+-->$/m,
    await readFile(join(dirname(file), included), "utf8"),
  );
}

/** The first sentence of the first paragraph, without links. */
function summaryOf(text: string): string {
  const prose = text
    .slice(text.search(/^# /m))
    .replace(/^```[\s\S]*?^```/gm, "")
    .replace(/^[#|<*:].*$/gm, "")
    .replace(/\[([^\]]+)\]\([^)]*\)(\{[^}]*\})?/g, "$1");
  const [paragraph = ""] = prose.split(/\n{2,}/).filter((part) => part.trim() !== "");
  const line = paragraph.trim().replace(/\s+/g, " ");
  return line.match(/^.+?[.:](?= |$)/)?.[0].replace(/:$/, ".") ?? line;
}
