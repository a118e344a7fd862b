import { afterAll } from "vitest";
import { startPrism } from "../scripts/mock/prism.js";
import { contract } from "./contract.js";
import { suiteOf } from "./run/suite.js";
import { testTarget } from "./run/test-target.js";
import { createPrismTarget } from "./targets/prism-target.js";

const prism = startPrism();
const suite = suiteOf(contract);
testTarget(suite, createPrismTarget(prism, suite.invalidResponses, contract));
afterAll(() => prism.close());
