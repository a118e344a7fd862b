import { expect } from "vitest";
import { examples } from "../../../../generated/examples.js";
import type { bodyFaults } from "../body-faults.js";
import { type Scenario, scenario } from "./scenario.js";
import { type Scene, type Seen, webhooksOf } from "./scene.js";

const id = expect.any(String);
const { headers, ...settings } = examples.pushWebhook;
const plain = { id, ...settings, name: "a" };
const whole = { ...plain, headers };
const listed = {
  id,
  name: "a",
  url: settings.url,
  eventTypes: settings.eventTypes,
  isActive: settings.isActive,
};

/** What get shows of a webhook, and the list of the same one. */
async function views(scene: Scene) {
  const { json } = await scene.get();
  return [json, webhooksOf((await scene.list("?ascOrder=true")).json)[0]];
}

const both = (change: (webhook: typeof plain) => object) =>
  scenario(views, {
    right: [whole, listed],
    wrong: [change(whole), change(listed as typeof plain)],
  });

const detail = (wrong: unknown) =>
  scenario(async (scene) => (await scene.get()).json, { right: whole, wrong });

/** A refusal that blames a part of the request. */
async function refusal(scene: Scene) {
  const { status, headers: received, json }: Seen = await scene.create({ body: [] });
  return [status, received.get("content-type"), json];
}
const message = "Request validation errors";
const blame = [{ name: "body", reason: "must have type object" }];
const error = { code: 400, message, "invalid-params": blame };
const refused = (body: unknown, contentType = "application/json") =>
  scenario(refusal, {
    right: [400, "application/json", { error }],
    wrong: [400, contentType, body],
  });

export const bodyScenarios = {
  "property-missing": both(({ eventTypes: _, ...webhook }) => webhook),
  "property-null": both((webhook) => ({ ...webhook, name: null })),
  "property-type": both((webhook) => ({ ...webhook, isActive: "true" })),
  "property-case": both(({ isActive, ...webhook }) => ({ ...webhook, is_active: isActive })),
  "property-extra": both((webhook) => ({ ...webhook, internalId: 7 })),
  "secret-masked": detail({ ...whole, validationSecret: "********" }),
  "headers-as-object": detail({ ...plain, headers: { Authorization: headers[0]?.value } }),
  "headers-null": scenario(
    async (scene) => (await scene.create({ body: { ...settings, name: "a" } })).json,
    { right: plain, wrong: { ...plain, headers: null } },
  ),
  "result-wrapped": detail({ data: whole }),
  "error-code": refused({ error: { ...error, code: 1_400 } }),
  "error-without-message": refused({ error: { code: 400, "invalid-params": blame } }),
  "error-without-envelope": refused(error),
  "error-as-problem": refused(
    { type: "about:blank", title: message, status: 400 },
    "application/problem+json",
  ),
  "invalid-params-missing": refused({ error: { code: 400, message } }),
  "invalid-params-empty": refused({ error: { ...error, "invalid-params": [] } }),
  "invalid-params-twice": refused({ error: { ...error, "invalid-params": [...blame, ...blame] } }),
} satisfies Record<keyof typeof bodyFaults, Scenario>;
