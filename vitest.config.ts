import { configDefaults, defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/** Prints what a test annotates as a table, such as the coverage of the contract. */
const tables: Reporter = {
  onTestCaseAnnotate: (_, { type, message }) => {
    if (type === "table") console.log(`${message}\n`);
  },
};

// biome-ignore lint/style/noDefaultExport: this is how vitest takes its configuration
export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, "consumers/**", "dist/**"],
    reporters: ["minimal", tables],
    maxWorkers: 2,
    // Bounds against hangs: whole programs are started in tests, perhaps on a busy machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
