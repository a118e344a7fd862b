import { describe, expect, it } from "vitest";
import type { WebhookDetailed, WebhookInput } from "../../index.js";
import { push } from "../testing/command-fixture.js";
import { planApp } from "./plan.js";

const headers = [
  { key: "Authorization", value: "Bearer 1" },
  { key: "X-Key", value: "2" },
];
const desired = { ...push, eventTypes: ["teamserver.push", "package.uploaded"], headers };
const existing: WebhookDetailed = { ...desired, id: "mxep_1" };

/** Plans an app with one webhook. */
const plan = (webhook: WebhookDetailed, body: WebhookInput = desired) =>
  planApp(
    { id: "app", label: "Orders", webhooks: new Map([[body.name, body]]) },
    { webhooks: [webhook], detailed: new Map([[webhook.name, webhook]]) },
    false,
  );

/** The properties of the only change. */
const changes = (...args: Parameters<typeof plan>) =>
  plan(...args).steps.flatMap(({ change }) => change.properties);

describe("planApp", () => {
  it.each<[string, Partial<WebhookDetailed>]>([
    ["the order of event types", { eventTypes: desired.eventTypes.toReversed() }],
    ["the order of headers", { headers: headers.toReversed() }],
    [
      "the case of the names of headers",
      { headers: headers.map(({ key, value }) => ({ key: key.toUpperCase(), value })) },
    ],
  ])("ignores %s", (_, change) => {
    expect(plan({ ...existing, ...change })).toEqual({ steps: [], unchanged: 1, notInFile: 0 });
  });

  it("tells what changes, of secrets only that they do", () => {
    const url = "https://old.domain.com";
    const old = { url, isActive: false, validationSecret: "old".repeat(12) };
    const oldHeaders = [
      { key: "Authorization", value: "Bearer 0" },
      { key: "X-Old", value: "3" },
    ];
    expect(changes({ ...existing, ...old, headers: oldHeaders })).toEqual([
      { property: "url", kind: "changed", before: url, after: desired.url },
      { property: "isActive", kind: "changed", before: false, after: true },
      { property: "validationSecret", kind: "changed", isSecret: true },
      { property: "headers.Authorization", kind: "changed", isSecret: true },
      { property: "headers.X-Key", kind: "added", isSecret: true },
      { property: "headers.X-Old", kind: "removed", isSecret: true },
    ]);
  });

  it("notices a header that the API has twice", () => {
    const twice = [...headers, { key: "x-key", value: "9" }];
    expect(changes({ ...existing, headers: twice })).toEqual([
      { property: "headers.X-Key", kind: "changed", isSecret: true },
    ]);
  });

  it("ignores the order of a header that is there twice", () => {
    const twice = ["a", "b"].map((value) => ({ key: "X-Key", value }));
    const body = { ...desired, headers: twice };
    expect(changes({ ...existing, headers: twice.toReversed() }, body)).toEqual([]);
  });

  it("removes all headers of a webhook that has none in the file", () => {
    const { headers: _, ...body } = desired;
    const [step] = plan(existing, body).steps;
    expect(step?.change.properties).toMatchObject([{ kind: "removed" }, { kind: "removed" }]);
    expect(step?.body).toEqual(body);
  });

  it("keeps what the file does not mention, and leaves out what the service adds", () => {
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
});
