import contract from "mendix-webhooks/openapi.json" with { type: "json" };
import { sign } from "mendix-webhooks/receiver";
import { beforeEach, expect, it, vi } from "vitest";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
process.env.WEBHOOK_SECRET = secret;

/** What the examples write. Import an example after this: it keeps the console that it finds. */
export const log = vi.spyOn(console, "log");
export const error = vi.spyOn(console, "error");
beforeEach(() => {
  for (const spy of [log, error]) spy.mockReset().mockImplementation(() => {});
});

/** The contract's example of a push, with a commit message that is not ASCII alone. */
const { value } = contract.components.examples.teamServerPush;
export const push = {
  ...value,
  branchName: "main",
  commits: value.commits.map((commit) => ({ ...commit, message: "Grüße 🌍" })),
};

let deliveries = 0;

/** A delivery that is signed, each with an id of its own. */
export async function delivery(payload: object = push): Promise<Request> {
  deliveries += 1;
  const body = JSON.stringify(payload);
  const headers = await sign({ id: `msg_${deliveries}`, body, secrets: secret });
  return new Request("http://example.invalid/webhooks", { method: "POST", headers, body });
}

/** Sends a delivery; it can be sent again. */
export type Send = (delivery: Request) => Promise<Response>;

/** Sends deliveries to a server on this machine. */
export const sendTo =
  (port: () => number): Send =>
  async (delivery) => {
    const { method, headers } = delivery;
    const { pathname } = new URL(delivery.url);
    const body = await delivery.clone().text();
    return fetch(`http://127.0.0.1:${port()}${pathname}`, { method, headers, body });
  };

/** What every example that prints its pushes does with a delivery. */
export function receivesDeliveries(send: Send): void {
  it("hands a signed delivery to its handler", async () => {
    expect((await send(await delivery())).status).toBe(204);
    expect(log.mock.calls).toEqual([["main", push.commits.length]]);
  });

  it("does not hand on the same delivery again", async () => {
    const twice = await delivery();
    expect((await send(twice)).status).toBe(204);
    expect((await send(twice)).status).toBe(200);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it("refuses a forged delivery", async () => {
    const forged = await delivery();
    forged.headers.set("webhook-id", "msg_other");
    const response = await send(forged);
    expect([response.status, await response.text()]).toEqual([401, "no_match"]);
    expect(log).not.toHaveBeenCalled();
  });

  it("asks for another attempt when its handler fails, and hands that on", async () => {
    const retried = await delivery();
    const failure = new Error("disk full");
    log.mockImplementationOnce(() => {
      throw failure;
    });
    expect((await send(retried)).status).toBe(500);
    expect(error.mock.calls[0]?.[0]).toBe(failure);
    expect((await send(retried)).status).toBe(204);
    expect(log).toHaveBeenCalledTimes(2);
  });
}
