/** Builds the documentation, or serves it; `npm run docs -- --help` lists the options. */
import { join } from "node:path";
import { commandLine, portNumber, runScript } from "./command-line.js";

const options = commandLine(
  "docs",
  "Serves the documentation and a sandbox until Ctrl-C, and follows changes of guides and contract.",
)
  .option("--build", "build the site in dist/docs/, and do not serve it")
  .option("--base <path>", "with --build: the path below which it will be served", "/")
  .option("--output <folder>", "with --build: the folder to write", "dist/docs")
  .option("--port <number>", "the port to listen on, or the next free one", portNumber, 8080)
  .option("--sandbox-port <number>", "the port of the sandbox", portNumber, 4011)
  .parse()
  .opts<{ build?: true; base: string; output: string; port: number; sandboxPort: number }>();

await runScript("docs", 1, async () => {
  const root = join(import.meta.dirname, "..");
  const { build, base, output, port, sandboxPort } = options;
  if (!build) {
    const { serveDocs } = await import("./docs/serve-docs.js");
    return serveDocs(root, { port, sandboxPort });
  }
  const { buildSite } = await import("./docs/build-site.js");
  await buildSite(root, { base: `/${base}/`.replace(/\/+/g, "/"), output });
  console.log(`Wrote ${output}.`);
});
