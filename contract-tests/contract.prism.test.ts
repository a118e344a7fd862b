import { join } from "node:path";
import { afterAll } from "vitest";
import { readBase } from "../scripts/diff-contract/read-base.js";
import { startPrism } from "../scripts/mock/prism.js";
import { contract } from "./contract.js";
import { suiteOf } from "./run/suite.js";
import { testTarget } from "./run/test-target.js";
import { createPrismTarget } from "./targets/prism-target.js";

/** What `npm run test:contract -- --target prism --serve <document>` wants to have served. */
const { CONTRACT_SERVE: serve } = process.env;
const served = serve ? (await readBase(join(import.meta.dirname, ".."), serve)).document : contract;

const prism = startPrism();
const suite = suiteOf(contract);
testTarget(suite, createPrismTarget(prism, suite.invalidResponses, served));
afterAll(() => prism.close());
