/**
 * Measures what an application gets that imports one function of ours, and fails when it is too much.
 *
 *   npm run size
 */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");

interface Bundle {
  /** What is imported, and what the bundle is called by. */
  name: string;
  /** Where it is exported, from the root of the project. */
  entry: string;
  /** Bytes that it may take, minified and compressed. */
  limit: number;
}

const bundles: Bundle[] = [
  { name: "createClient", entry: "./src/index.ts", limit: 12_288 },
  { name: "verify", entry: "./src/receiver/index.ts", limit: 3072 },
  { name: "createReceiver", entry: "./src/receiver/index.ts", limit: 9216 },
];

/** Bytes of a bundle, its dependencies included, minified and compressed. */
async function sizeOf({ name, entry }: Bundle): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from "${entry}";`, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

for (const bundle of bundles) {
  const { name, limit } = bundle;
  const size = await sizeOf(bundle);
  console.log(`${name}: ${size} bytes gzip of ${limit}`);
  if (size <= limit) continue;
  console.error(`size: ${name} is ${size - limit} bytes over its limit of ${limit}`);
  process.exitCode = 1;
}
