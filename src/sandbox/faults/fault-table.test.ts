import { afterEach, describe, expect, it } from "vitest";
import { operations } from "../../../generated/operations.js";
import type { Fault } from "./fault.js";
import { type FaultName, faultTable } from "./fault-table.js";
import { answerScenarios } from "./testing/answer-scenarios.js";
import { authorizationScenarios } from "./testing/authorization-scenarios.js";
import { bodyScenarios } from "./testing/body-scenarios.js";
import { deliveryScenarios } from "./testing/delivery-scenarios.js";
import { listScenarios } from "./testing/list-scenarios.js";
import type { Scenario } from "./testing/scenario.js";
import { breachesOf, createScene, type Scene } from "./testing/scene.js";
import { stateScenarios } from "./testing/state-scenarios.js";
import { transportScenarios } from "./testing/transport-scenarios.js";
import { validationScenarios } from "./testing/validation-scenarios.js";

const scenarios: Record<FaultName, Scenario> = {
  ...answerScenarios,
  ...transportScenarios,
  ...bodyScenarios,
  ...listScenarios,
  ...stateScenarios,
  ...authorizationScenarios,
  ...validationScenarios,
  ...deliveryScenarios,
};

const names = Object.keys(faultTable) as FaultName[];

/** How what was answered so far breaks the contract. */
const breaches = ({ exchanges }: Scene) =>
  exchanges.flatMap(({ operationId, seen }) => breachesOf(operationId, seen));

describe("faultTable", () => {
  let scene: Scene | undefined;
  afterEach(() => scene?.sandbox.close());

  it("has a scenario for each fault, and no other", () => {
    expect(Object.keys(scenarios).sort()).toEqual([...names].sort());
  });

  it.each(names)("%s makes the difference that it says, and none after it", async (name) => {
    const { act, right, wrong, options } = scenarios[name];
    scene = await createScene({ ...options, onError: (error) => expect.fail(`${error}`) });
    await scene.begin();
    expect(await act(scene)).toEqual(right);
    await scene.begin();
    expect(breaches(scene)).toEqual([]);
    scene.sandbox.faults.set(name);
    expect(await act(scene)).toEqual(wrong);
    scene.sandbox.faults.clear(name);
    scene.exchanges.length = 0;
    await scene.begin();
    expect(await act(scene)).toEqual(right);
    expect(breaches(scene)).toEqual([]);
  });

  it.each(names)("%s says in one sentence what is wrong", (name) => {
    const { description, operations: hit = [] }: Fault = faultTable[name];
    expect(description).toMatch(/^[A-Z][^.]+[^.\s]$/);
    expect(name).toMatch(/^[a-z]+(-[a-z\d]+)*$/);
    for (const operationId of hit) expect(operations).toHaveProperty(operationId);
  });
});
