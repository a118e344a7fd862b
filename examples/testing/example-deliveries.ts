import contract from "mendix-webhooks/openapi.json" with { type: "json" };
import { sign } from "mendix-webhooks/receiver";
import { beforeEach, expect, it, vi } from "vitest";

export { listen } from "../../src/receiver/testing/listen.js";

export const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const token = "token-of-the-service";
Object.assign(process.env, {
  WEBHOOK_SECRET: secret,
  GITHUB_REPOSITORY: "owner/name",
  GITHUB_TOKEN: token,
  GITLAB_PROJECT: "group/name",
  GITLAB_TRIGGER_TOKEN: token,
});

/**
 * What the examples write. Import an example after this module, because its receiver keeps the
 * `console.error` that it finds.
 */
export const log = vi.spyOn(console, "log");
export const error = vi.spyOn(console, "error");
beforeEach(() => {
  for (const spy of [log, error]) spy.mockReset().mockImplementation(() => {});
});

/** The contract's example of a push, with a commit message that is not only ASCII. */
const { value } = contract.components.examples.teamServerPush;
export const push = {
  ...value,
  branchName: "main",
  commits: value.commits.map((commit) => ({ ...commit, message: "Grüße 🌍" })),
};

let deliveries = 0;

/** A signed delivery with an id of its own. */
export async function signedDelivery(payload: object = push): Promise<Request> {
  deliveries += 1;
  const body = JSON.stringify(payload);
  const headers = await sign({ id: `msg_${deliveries}`, body, secrets: secret });
  return new Request("http://example.invalid/webhooks", { method: "POST", headers, body });
}

export async function forgedDelivery(): Promise<Request> {
  const delivery = await signedDelivery();
  delivery.headers.set("webhook-id", "msg_other");
  return delivery;
}

export async function sendTo(url: string, delivery: Request): Promise<Response> {
  const { method, headers } = delivery;
  const body = await delivery.clone().text();
  return fetch(new URL(new URL(delivery.url).pathname, url), { method, headers, body });
}

/** Tests of every example that prints pushes. */
export function itReceivesDeliveries(send: (delivery: Request) => Promise<Response>): void {
  it("passes a signed delivery to its handler once, and refuses a forged one", async () => {
    const response = await send(await forgedDelivery());
    expect([response.status, await response.text()]).toEqual([401, "no_match"]);
    const delivery = await signedDelivery();
    expect((await send(delivery)).status).toBe(204);
    expect((await send(delivery)).status).toBe(200);
    expect(log.mock.calls).toEqual([["main", push.commits.length]]);
  });
}
