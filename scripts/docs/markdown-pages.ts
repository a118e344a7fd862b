import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DefaultTheme, SiteConfig } from "vitepress";

const introduction = `# Mendix webhooks

> The contract of the Mendix Webhooks API (OpenAPI 3.1), a TypeScript client, a receiver of
> deliveries, a sandbox, and a contract test suite. The npm package is \`mendix-webhooks\`.
`;

/**
 * Puts the Markdown of each page beside the page, and a list of all of them into `llms.txt`, where
 * coding assistants look for it (llmstxt.org).
 */
export async function writeMarkdown(config: SiteConfig<DefaultTheme.Config>): Promise<void> {
  const { pages, srcDir, outDir, site } = config;
  const write = async (page: string, source: string) => {
    await mkdir(dirname(join(outDir, page)), { recursive: true });
    await writeFile(join(outDir, page), readPage(join(srcDir, source)));
  };
  for (const page of pages) await write(page, page);
  // The reference and the console show what this page says.
  for (const folder of ["reference", "console"]) await write(`${folder}/index.md`, "contract.md");
  const lists = sectionsOf(site.themeConfig).map(({ text, items = [] }) => {
    const own = items.filter(({ target }) => target === undefined);
    const entries = own.map(({ text, link }) => `- [${text}](${site.base}${fileOf(link)})\n`);
    return `\n## ${text}\n\n${entries.join("")}`;
  });
  await writeFile(join(outDir, "llms.txt"), introduction + lists.join(""));
}

const sectionsOf = ({ sidebar }: DefaultTheme.Config) => (Array.isArray(sidebar) ? sidebar : []);

/** The file with the Markdown of what a link of the sidebar leads to. */
const fileOf = (link = "") =>
  `${link
    .slice(1)
    .replace(/\.html$/, "")
    .replace(/\/$/, "/index")}.md`;

/** The Markdown of a page, with what it includes of other files. */
const readPage = (file: string): string =>
  readFileSync(file, "utf8").replace(/^<!--@include: (.+)-->$/gm, (_, included) =>
    readPage(join(dirname(file), included)),
  );
