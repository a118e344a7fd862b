import { contract } from "./contract.js";
import { suiteOf } from "./suite.js";
import { createSandboxTarget } from "./targets/sandbox.js";
import { testTarget } from "./test-target.js";

testTarget(suiteOf(contract), await createSandboxTarget());
