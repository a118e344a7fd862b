import { join } from "node:path";
import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: this is how vitest takes its configuration
export default defineConfig({
  // Nothing is left in node_modules that another run could find.
  cacheDir: join(import.meta.dirname, "no-cache"),
  test: { cache: false, setupFiles: [join(import.meta.dirname, "note-version.ts")] },
});
