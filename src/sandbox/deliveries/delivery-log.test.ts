import { describe, expect, it } from "vitest";
import type { DeliveryStatus } from "./delivery-log.js";
import { createDeliveryLog, createLogEntry, type LogEntry } from "./delivery-log.js";
import { appId, createFixture, createReceiverStub, push } from "./testing/deliveries-fixture.js";

const entryOf = (id: string): LogEntry =>
  createLogEntry({
    ...{ id, appId, webhookId: "mxep_1", eventType: push.type, url: "", payload: "{}" },
    createdAt: new Date(0).toISOString(),
  });

/** A log of entries 1, 2, 3 …, each with the status given. */
function createFilledLog(limit: number, ...statuses: DeliveryStatus[]) {
  const log = createDeliveryLog(limit);
  const entries = statuses.map((_, index) => entryOf(`${index + 1}`));
  for (const entry of entries) log.add(entry);
  for (const [index, entry] of entries.entries()) {
    log.setStatus(entry, statuses[index] ?? "pending");
  }
  return { log, entries, ids: () => log.list().map(({ delivery }) => delivery.id) };
}

describe("createDeliveryLog", () => {
  it("forgets the oldest that were delivered or cancelled", () => {
    const { ids } = createFilledLog(2, "delivered", "cancelled", "delivered", "delivered");
    expect(ids()).toEqual(["4", "3"]);
  });

  it("forgets exhausted deliveries last, the oldest first", () => {
    const statuses = ["exhausted", "delivered", "exhausted", "delivered"] as const;
    expect(createFilledLog(3, ...statuses).ids()).toEqual(["4", "3", "1"]);
    expect(createFilledLog(2, ...statuses).ids()).toEqual(["3", "1"]);
    expect(createFilledLog(1, ...statuses).ids()).toEqual(["3"]);
  });

  it("never forgets what is pending", () => {
    const { ids, log } = createFilledLog(1, "pending", "pending", "delivered", "exhausted");
    expect(ids()).toEqual(["4", "2", "1"]);
    expect(log.pendingCount).toBe(2);
  });

  it("keeps what is sent again from being forgotten", () => {
    const { log, entries, ids } = createFilledLog(1, "delivered", "pending", "pending");
    const [first, second, third] = entries as [LogEntry, LogEntry, LogEntry];
    log.setStatus(first, "pending");
    log.setStatus(second, "delivered");
    log.setStatus(third, "delivered");
    expect(ids()).toEqual(["3", "1"]);
    // An attempt at a forgotten delivery may still end.
    log.setStatus(second, "delivered");
    expect([ids(), log.pendingCount]).toEqual([["3", "1"], 1]);
  });

  it("bounds what thousands of deliveries leave behind", async () => {
    const { deliveries } = createFixture({ ...createReceiverStub(204), maxLogged: 10 });
    for (let i = 0; i < 2_000; i += 1) deliveries.trigger(appId, push);
    expect(deliveries.list()).toHaveLength(2_000);
    await deliveries.settled();
    expect(deliveries.list()).toHaveLength(10);
  });
});
