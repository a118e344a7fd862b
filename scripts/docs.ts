/** Renders the contract into one page, and serves it; `npm run docs -- --help` lists the options. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { commandLine, portNumber, runScript } from "./command-line.js";

const { build, port } = commandLine(
  "docs",
  "Serves the documentation as one page until Ctrl-C, and builds the page if it is missing.",
)
  .option("--build", "build the page in dist/docs/, and do not serve it")
  .option("--port <number>", "the port to listen on; 0 means any free one", portNumber, 8080)
  .parse()
  .opts<{ build?: true; port: number }>();

await runScript("docs", 1, async () => {
  const { buildDocs, docsPage, servePage } = await import("./docs/docs-page.js");
  const root = join(import.meta.dirname, "..");
  if (build || !existsSync(join(root, docsPage))) {
    await buildDocs(root);
    console.log(`Wrote ${docsPage}.`);
  }
  if (build) return;
  const { url } = await servePage(join(root, docsPage), port);
  if (port !== 0 && !url.endsWith(`:${port}`)) console.log(`Port ${port} is taken.`);
  console.log(`The documentation is at ${url} until Ctrl-C.`);
});
