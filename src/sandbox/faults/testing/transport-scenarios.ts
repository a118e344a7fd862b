import { expect } from "vitest";
import type { transportFaults } from "../transport-faults.js";
import { type Scenario, scenario, wholeOf } from "./scenario.js";
import { input, namesOf, type Scene } from "./scene.js";

const body = expect.stringMatching(/^\{"webhooks":\[.*\],"cursors":\{\}\}$/);
const json = [200, "application/json", body];
const half = expect.stringMatching(/^\{"webhooks":\[.+[^}]$/);

/** How a creation ends, and what the list begins with afterwards. */
async function creation(scene: Scene) {
  const outcome = await scene.create({ body: { ...input, name: "d" } }).then(
    ({ status }) => status,
    ({ cause, message }) => cause?.code ?? message,
  );
  scene.sandbox.faults.clear();
  return [outcome, namesOf(await scene.list())[0]];
}

/** How long a creation takes by the clock, and whether it ended at all. */
async function duration(scene: Scene) {
  const start = scene.clock.now();
  let end: number | undefined;
  scene.create().then(
    () => {
      end = scene.clock.now();
    },
    // What never ends by itself ends with the sandbox.
    () => {},
  );
  await turns();
  while (end === undefined && scene.clock.advanceToNext()) await turns();
  return end === undefined ? "never" : end - start;
}

async function turns() {
  for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

const page = "<!doctype html>\n<title>Error</title>\n<h1>Something went wrong</h1>\n";
const list = async (scene: Scene) => wholeOf(await scene.list());
const refusal = async (scene: Scene) => wholeOf(await scene.get({ id: "unknown" }));
const refused = [404, "application/json", expect.stringContaining("Webhook not found")];

export const transportScenarios = {
  delay: scenario(duration, { right: 0, wrong: 1_000 }),
  hang: scenario(duration, { right: 0, wrong: "never" }),
  "cut-before": scenario(creation, { right: [200, "d"], wrong: ["ECONNRESET", "c"] }),
  "lost-answer": scenario(creation, { right: [200, "d"], wrong: ["ECONNRESET", "d"] }),
  "cut-body": scenario(creation, { right: [200, "d"], wrong: ["ECONNRESET", "d"] }),
  "truncated-json": scenario(list, { right: json, wrong: [200, "application/json", half] }),
  "not-json": scenario(list, { right: json, wrong: [200, "application/json", "OK"] }),
  "empty-body": scenario(list, { right: json, wrong: [200, "application/json", ""] }),
  "wrong-content-type": scenario(list, { right: json, wrong: [200, "text/plain", body] }),
  "html-error": scenario(refusal, { right: refused, wrong: [404, "text/html", page] }),
  "html-404": scenario(refusal, { right: refused, wrong: [404, "text/html", page] }),
} satisfies Record<keyof typeof transportFaults, Scenario>;
