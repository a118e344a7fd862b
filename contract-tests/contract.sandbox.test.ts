import { contract } from "./contract.js";
import { suiteOf } from "./run/suite.js";
import { testTarget } from "./run/test-target.js";
import { createSandboxTarget } from "./targets/sandbox-target.js";

testTarget(suiteOf(contract), await createSandboxTarget());
