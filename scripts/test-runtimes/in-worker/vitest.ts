/**
 * Stands in for the module `vitest` in a worker, where vitest itself cannot start. It is made of the
 * runner, the assertions and the spies that vitest is made of. What tests need beyond it fails loudly.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  ChaiStyleAssertions,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { getCurrentTest } from "@vitest/runner";
import * as spies from "@vitest/spy";

export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFailed,
  onTestFinished,
  test,
} from "@vitest/runner";
export { expectTypeOf } from "expect-type";

for (const plugin of [JestExtend, JestChaiExpect, ChaiStyleAssertions, JestAsymmetricMatchers]) {
  chai.use(plugin);
}

type Withable = Chai.Assertion & { withTest(test: unknown): Chai.Assertion };

const globals = globalThis as unknown as Record<symbol, object>;

function start(value: unknown, message?: string): Chai.Assertion {
  const assertion = chai.expect(value, message) as Withable;
  const test = getCurrentTest();
  // By its test an assertion is awaited that the test itself forgot to await.
  return test ? assertion.withTest(test) : assertion;
}

/** The part of vitest's `vi` that has nothing to do with modules, timers and the environment. */
export const vi = spies;

/** As vitest puts it together, but for snapshots, `soft`, `poll` and counted assertions. */
export const expect = Object.assign(start, chai.expect, globals[ASYMMETRIC_MATCHERS_OBJECT]);

setState({ assertionCalls: 0 }, expect as never);
globals[GLOBAL_EXPECT] = expect;
