import { join } from "node:path";
import { build } from "esbuild";
import { root, testedFolder } from "./runtime.js";

const inWorker = join(import.meta.dirname, "in-worker");

/** The module of a worker that runs a test file; what it imports of Node fails the bundling. */
export async function bundleTest(file: string): Promise<string> {
  const testFile = join(root, testedFolder, file);
  // Imported while the test runs, so that the file may do what a worker may not do before.
  const contents = `
    import { runFile } from ${JSON.stringify(join(inWorker, "run-file.ts"))};
    const load = () => import(${JSON.stringify(testFile)});
    export default {
      test: (controller, { reports }) => runFile(${JSON.stringify(file)}, load, reports),
    };
  `;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    alias: { vitest: join(inWorker, "vitest.ts") },
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
