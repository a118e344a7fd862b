import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll } from "vitest";
import { parse } from "yaml";
import { completeDocument } from "../scripts/contract/complete.js";
import { startPrism } from "../scripts/mock/prism.js";
import { suiteOf } from "./run/suite.js";
import { testTarget } from "./run/test-target.js";
import { createPrismTarget } from "./targets/prism-target.js";

// A contract with every construct of OpenAPI 3.1 that can stand in a JSON API. The client in
// `generated/` is of another contract, so what it makes of this one is tested elsewhere.
const file = join(import.meta.dirname, "../scripts/generate/testing/kitchen-sink.yaml");
const { document } = completeDocument(parse(await readFile(file, "utf8")));

const prism = startPrism();
const suite = suiteOf(document, true);
testTarget(suite, createPrismTarget(prism, suite.invalidResponses, document), { isSummary: true });
afterAll(() => prism.close());
