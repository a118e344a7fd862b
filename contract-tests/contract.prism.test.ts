import { afterAll } from "vitest";
import { startPrism } from "../scripts/mock/prism.js";
import { contract } from "./contract.js";
import { suiteOf } from "./suite.js";
import { createPrismTarget } from "./targets/prism.js";
import { testTarget } from "./test-target.js";

const prism = startPrism();
const suite = suiteOf(contract);
testTarget(suite, createPrismTarget(prism, suite.canaries, contract));
afterAll(() => prism.close());
