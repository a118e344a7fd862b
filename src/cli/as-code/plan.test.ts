import { describe, expect, it } from "vitest";
import type { WebhookDetailed, WebhookInput } from "../../index.js";
import { planApp } from "./plan.js";
import type { ActualApp } from "./read-apps.js";

const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
const desired: WebhookInput = {
  name: "Push",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push", "package.uploaded"],
  isActive: true,
  validationSecret: secret,
  headers: [
    { key: "Authorization", value: "Bearer 1" },
    { key: "X-Key", value: "2" },
  ],
};
const existing: WebhookDetailed = { ...desired, id: "mxep_1" };

const actual = (...webhooks: WebhookDetailed[]): ActualApp => ({
  webhooks,
  detailed: new Map(webhooks.map((webhook) => [webhook.name, webhook])),
});

const plan = (webhook: WebhookDetailed, body: WebhookInput = desired) =>
  planApp(
    { id: "app", label: "Orders", webhooks: new Map([[body.name, body]]) },
    actual(webhook),
    false,
  );

/** The properties of the only change. */
const changes = (...args: Parameters<typeof plan>) =>
  plan(...args).steps.flatMap(({ change }) => change.properties);

describe("planApp", () => {
  it("finds nothing to do where everything is as it is to be", () => {
    expect(plan(existing)).toEqual({ steps: [], unchanged: 1, notInFile: 0 });
  });

  it.each<[string, Partial<WebhookDetailed>]>([
    ["the order of event types", { eventTypes: ["package.uploaded", "teamserver.push"] }],
    ["the order of headers", { headers: desired.headers?.toReversed() ?? [] }],
    [
      "the case of the names of headers",
      {
        headers:
          desired.headers?.map(({ key, value }) => ({ key: key.toLowerCase(), value })) ?? [],
      },
    ],
  ])("ignores %s", (_, change) => {
    expect(changes({ ...existing, ...change })).toEqual([]);
  });

  it("tells what changes, of secrets only that they do", () => {
    const webhook = {
      ...existing,
      url: "https://old.domain.com",
      isActive: false,
      validationSecret: "old".repeat(12),
      headers: [
        { key: "Authorization", value: "Bearer 0" },
        { key: "X-Old", value: "3" },
      ],
    };
    expect(changes(webhook)).toEqual([
      {
        property: "url",
        kind: "changed",
        before: "https://old.domain.com",
        after: "https://some.domain.com/webhooks",
      },
      { property: "isActive", kind: "changed", before: false, after: true },
      { property: "validationSecret", kind: "changed", isSecret: true },
      { property: "headers.Authorization", kind: "changed", isSecret: true },
      { property: "headers.X-Key", kind: "added", isSecret: true },
      { property: "headers.X-Old", kind: "removed", isSecret: true },
    ]);
  });

  it("notices a header that the API has twice", () => {
    const headers = [...(desired.headers ?? []), { key: "x-key", value: "9" }];
    expect(changes({ ...existing, headers })).toEqual([
      { property: "headers.X-Key", kind: "changed", isSecret: true },
    ]);
  });

  it("creates what is not there", () => {
    const [step] = planApp(
      { id: "app", webhooks: new Map([[desired.name, desired]]) },
      actual(),
      false,
    ).steps;
    expect(step?.body).toBe(desired);
    expect(step?.change).toMatchObject({ action: "create", appId: "app", name: "Push" });
    expect(JSON.stringify(step?.change)).not.toMatch(/PMJ|Bearer/);
  });

  it("removes all headers of a webhook that has none in the file", () => {
    const { headers: _, ...body } = desired;
    const [step] = plan(existing, body).steps;
    expect(step?.change.properties).toMatchObject([{ kind: "removed" }, { kind: "removed" }]);
    expect(step?.body).toEqual(body);
  });

  it("keeps what the file does not mention, and what the service adds", () => {
    const { isActive: _, ...body } = desired;
    const unmentioned = body as WebhookInput;
    expect(changes(existing, unmentioned)).toEqual([]);
    const [step] = plan({ ...existing, url: "https://old.domain.com" }, unmentioned).steps;
    expect(step?.body).toEqual(desired);
  });

  it("does not show a secret within another property", () => {
    const nested = (value: string) => ({ url: { value } }) as object as Pick<WebhookInput, "url">;
    const found = changes(
      { ...existing, ...nested("secret 1") },
      { ...desired, ...nested("secret 2") },
    );
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain("secret ");
  });

  it("leaves webhooks alone that are not in the file, and deletes them if it prunes", () => {
    const other: WebhookDetailed = { ...existing, name: "Other", id: "mxep_2" };
    const app = { id: "app", webhooks: new Map([[desired.name, desired]]) };
    expect(planApp(app, actual(existing, other), false)).toMatchObject({ steps: [], notInFile: 1 });
    const { steps, notInFile } = planApp(app, actual(existing, other), true);
    expect(notInFile).toBe(0);
    expect(steps.map(({ change }) => change)).toMatchObject([
      { action: "delete", name: "Other", id: "mxep_2" },
    ]);
  });
});
