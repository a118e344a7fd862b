import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** A page of the documentation that is written by hand. */
export interface Page {
  /** Its path from the root of the project. */
  file: string;
  text: string;
}

/** The README and the guides; what the build of the site writes among them is no part of it. */
export const pages: readonly Page[] = [
  "README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => /^(?!\.|api|public|contract\.md).*\.md$/.test(file))
    .map((file) => `docs/${file}`)
    .sort(),
].map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

/** The code blocks of a page in one language, without the indentation of a list around them. */
export function codeBlocks({ text }: Pick<Page, "text">, language: string): string[] {
  const fence = new RegExp(`^( *)\`\`\`${language}(?: .*)?\\n([\\s\\S]*?)^\\1\`\`\`$`, "gm");
  return [...text.matchAll(fence)].map(([, indent = "", code = ""]) =>
    code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
}
