import { examples } from "../../../../generated/examples.js";
import type { answerFaults } from "../answer-faults.js";
import { type Scenario, scenario, statusOf, verdictOf } from "./scenario.js";
import { errorOf, namesOf, type Scene, type Seen } from "./scene.js";

/** What is left after a creation that was to fail, and with which status it did. */
const creation = async (scene: Scene) => {
  const seen = await scene.create({ body: { ...examples.pushWebhook, name: "d" } });
  scene.sandbox.faults.clear();
  return [seen.status, errorOf(seen.json).code, namesOf(await scene.list())[0]];
};
const created = [200, undefined, "d"];
const failed = (status: number) => ({ right: created, wrong: [status, status, "c"] });

const limitsOf = ({ status, headers }: Seen) => [
  status,
  ...["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`)),
];
const unlimited = [200, null, null, null];

const other = async (scene: Scene) => {
  const { app, sandbox } = scene;
  const url = `${sandbox.url}/apps/${app}/webhooks`;
  const { status, headers } = await sandbox.fetch(url, { method: "PATCH" });
  return [status, headers.get("allow")];
};

export const answerScenarios = {
  status: scenario(creation, failed(418)),
  "status-500": scenario(creation, failed(500)),
  "status-503": scenario(creation, failed(503)),
  "status-429": scenario(async (scene) => limitsOf(await scene.get()), {
    right: unlimited,
    wrong: [429, "600", "0", "1290"],
  }),
  "rate-limit-without-headers": scenario(async (scene) => limitsOf(await scene.get()), {
    right: unlimited,
    wrong: [429, null, null, null],
  }),
  "rate-limit-in-words": scenario(async (scene) => limitsOf(await scene.get()), {
    right: unlimited,
    wrong: [429, "soon", "soon", "soon"],
  }),
  "drop-header": scenario(
    async (scene) => {
      const { headers, json } = await scene.list();
      return [headers.get("content-type"), typeof json];
    },
    { right: ["application/json", "object"], wrong: [null, "object"] },
  ),
  "allow-missing": scenario(other, { right: [405, "GET, POST"], wrong: [405, null] }),
  redirect: scenario(
    async (scene) => {
      const { status, headers, text } = await scene.get();
      return [status, headers.get("location"), text === ""];
    },
    { right: [200, null, false], wrong: [302, "/login", true] },
  ),
  "create-201": scenario(async (scene) => statusOf(await scene.create()), {
    right: 200,
    wrong: 201,
  }),
  "update-200": scenario(async (scene) => statusOf(await scene.update()), {
    right: 202,
    wrong: 200,
  }),
  "delete-200": scenario(
    async (scene) => {
      const { status, text } = await scene.remove();
      return [status, text, statusOf(await scene.get())];
    },
    { right: [204, "", 404], wrong: [200, '{"ok":true}', 404] },
  ),
  "error-200": scenario(
    async (scene) => {
      const { status, json } = await scene.get({ id: "unknown" });
      return [status, errorOf(json).code];
    },
    { right: [404, 404], wrong: [200, 404] },
  ),
  "unauthorized-403": scenario(
    async (scene) => {
      const seen = await scene.get({ headers: { authorization: "" } });
      return [...verdictOf(seen), errorOf(seen.json).code];
    },
    { right: [401, "Authentication", 401], wrong: [403, "authentication", 403] },
  ),
  "bad-request-422": scenario(
    async (scene) => {
      const seen = await scene.create({ body: {} });
      return [seen.status, errorOf(seen.json).code, errorOf(seen.json).message];
    },
    {
      right: [400, 400, "Request validation errors"],
      wrong: [422, 422, "Request validation errors"],
    },
  ),
} satisfies Record<keyof typeof answerFaults, Scenario>;
