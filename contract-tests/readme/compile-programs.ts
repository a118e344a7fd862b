import { build } from "esbuild";

/** Compiles programs for Node, because each of them starts in half the time without a compiler. */
export const compilePrograms = (entryPoints: string[], outdir: string) =>
  build({
    ...{ entryPoints, outdir, bundle: true, splitting: true },
    ...{ platform: "node", format: "esm", packages: "external", logLevel: "error" },
  });
