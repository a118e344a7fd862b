import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inTemporaryFolder } from "../../redocly.js";
import { type BundleOptions, bundleForeign } from "../bundle.js";

/** Bundles a document with other files beside it, and names it without the path to it. */
export const bundle = (
  text: string,
  options: BundleOptions = {},
  files: Record<string, string> = {},
) =>
  inTemporaryFolder(async (outside) => {
    const folder = join(outside, "contract");
    await mkdir(folder);
    await writeFile(join(outside, "part.yaml"), "{ get: { responses: {} } }");
    await symlink("../part.yaml", join(folder, "link.yaml"));
    for (const [name, content] of Object.entries({ "api.yaml": text, ...files })) {
      await writeFile(join(folder, name), content);
    }
    const withoutFolder = (line: string) => line.replace(/[^\s"]*\/api\.yaml/g, "api.yaml");
    try {
      const { document, notes } = await bundleForeign(join(folder, "api.yaml"), options);
      return { document, notes: notes.map(withoutFolder) };
    } catch (error) {
      throw new Error(withoutFolder((error as Error).message));
    }
  });

export const head = `openapi: 3.1.1
info: { title: Small, version: 1.0.0 }
`;
