import { describe, expect, it } from "vitest";
import { verify } from "../../receiver/index.js";
import type { Rule } from "../breaks.js";
import type { DeliveryOptions } from "./deliveries.js";
import {
  appId,
  createScene,
  createTarget,
  push,
  secret,
  start,
  storedWebhook,
} from "./testing/scene.js";

type Seen = ReturnType<typeof createTarget>["requests"];

/** Triggers a push, once with the rules broken and once without. */
async function compare(
  rule: Rule,
  create: () => DeliveryOptions & { requests: Seen; webhooks?: ReturnType<typeof storedWebhook>[] },
) {
  const [broken = [], kept = []] = await Promise.all(
    [[rule], []].map(async (rules) => {
      const { requests, ...options } = create();
      const scene = createScene({ ...options, broken: rules });
      scene.deliveries.trigger(appId, push);
      await scene.deliveries.settled();
      expect(scene.asked).toContain(rule);
      return requests;
    }),
  );
  return { broken, kept };
}

const code = async (request: Seen[number] | undefined) => {
  const delivery = { headers: request?.headers ?? {}, body: request?.body ?? "" };
  const result = await verify(delivery, { secrets: secret, now: () => start * 1_000 });
  return result.ok ? "ok" : result.code;
};

const header = (requests: Seen, name: string) => requests.map(({ headers }) => headers.get(name));

describe("a broken rule", () => {
  it.each([
    ["signDelivery", "missing_header"],
    ["signRawBody", "no_match"],
    ["signSeconds", "timestamp_too_new"],
    ["signWithSecret", "no_match"],
  ] as const)("of %s is refused by a receiver with %s", async (rule, expected) => {
    const { broken, kept } = await compare(rule, () => createTarget(204));
    expect(await code(broken[0])).toBe(expected);
    expect(await code(kept[0])).toBe("ok");
  });

  it("signRawBody changes bytes, not what they say", async () => {
    const { broken, kept } = await compare("signRawBody", () => createTarget(204));
    expect(broken[0]?.body).not.toBe(kept[0]?.body);
    expect(JSON.parse(broken[0]?.body ?? "")).toEqual(JSON.parse(kept[0]?.body ?? ""));
    const length = broken[0]?.headers.get("content-length");
    expect(length).toBe(`${Buffer.byteLength(broken[0]?.body ?? "")}`);
  });

  it("keepDeliveryId gives each attempt an id of its own", async () => {
    const { broken, kept } = await compare("keepDeliveryId", () => createTarget(500, 500, 204));
    expect(new Set(header(broken, "webhook-id")).size).toBe(3);
    expect(new Set(header(kept, "webhook-id")).size).toBe(1);
    expect(await code(broken[1])).toBe("ok");
  });

  it("freshTimestamp repeats the first timestamp", async () => {
    const { broken, kept } = await compare("freshTimestamp", () => createTarget(500, 500, 204));
    expect(header(broken, "webhook-timestamp")).toEqual(Array(3).fill(`${start}`));
    expect(new Set(header(kept, "webhook-timestamp")).size).toBe(3);
  });

  it("retryDelivery gives up after the first failure", async () => {
    const { broken, kept } = await compare("retryDelivery", () => createTarget(500));
    expect([broken.length, kept.length]).toEqual([1, 8]);
  });

  it("requireActive delivers to inactive webhooks, retries included", async () => {
    const { broken, kept } = await compare("requireActive", () => ({
      ...createTarget(500, 204),
      webhooks: [storedWebhook({ isActive: false })],
    }));
    expect([broken.length, kept.length]).toEqual([2, 0]);
  });

  it("requireActive, broken once, delivers one event with all of its retries", async () => {
    const { requests, send } = createTarget(500, 500, 204);
    const webhooks = [storedWebhook({ isActive: false })];
    const { deliveries } = createScene({ send, webhooks, brokenOnce: ["requireActive"] });
    deliveries.trigger(appId, push);
    deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(requests).toHaveLength(3);
  });

  it("requireSubscription delivers events that the webhook did not ask for", async () => {
    const { broken, kept } = await compare("requireSubscription", () => ({
      ...createTarget(204),
      webhooks: [storedWebhook({ eventTypes: ["alert"] })],
    }));
    expect([broken.length, kept.length]).toEqual([1, 0]);
  });

  it("sendCustomHeaders leaves custom headers out", async () => {
    const { broken, kept } = await compare("sendCustomHeaders", () => ({
      ...createTarget(204),
      webhooks: [storedWebhook({ headers: [{ key: "X-Stage", value: "one" }] })],
    }));
    expect(broken[0]?.headers.has("x-stage")).toBe(false);
    expect(kept[0]?.headers.get("x-stage")).toBe("one");
  });

  it("refuseRedirect follows one redirect, and no second one", async () => {
    const { broken, kept } = await compare("refuseRedirect", () => {
      const target = createTarget(204);
      const send = async (request: Request) => {
        await target.send(request);
        const { pathname, origin } = new URL(request.url);
        return new Response(null, { status: 307, headers: { location: `${origin}${pathname}/x` } });
      };
      return { requests: target.requests, send, retryScale: 0 };
    });
    const paths = (requests: Seen) => requests.map(({ url }) => new URL(url).pathname);
    expect(new Set(paths(kept))).toEqual(new Set(["/webhooks"]));
    expect(paths(broken).slice(0, 3)).toEqual(["/webhooks", "/webhooks/x", "/webhooks"]);
    expect(broken[1]?.body).toBe(broken[0]?.body);
  });
});

describe("an unbroken rule", () => {
  it("is asked about only where it makes a difference", async () => {
    const { deliveries, asked } = createScene(createTarget(204));
    deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(asked.sort()).toEqual(["signDelivery", "signRawBody", "signSeconds", "signWithSecret"]);
  });
});
