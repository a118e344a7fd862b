import { afterAll, beforeAll, describe, expect, it } from "vitest";
import worker from "./cloudflare-worker.js";
import { delivery, push, receivesDeliveries, sendTo } from "./testing/deliveries.js";
import { startWorkerd, type Workerd } from "./testing/workerd.js";

const secret = process.env.WEBHOOK_SECRET ?? "";

describe("the Cloudflare Worker example", () => {
  let timesRead = 0;
  const env = {
    get WEBHOOK_SECRET() {
      timesRead += 1;
      return secret;
    },
  };
  receivesDeliveries((delivery) => worker.fetch(delivery.clone(), env));

  it("makes its receiver once", () => {
    expect(timesRead).toBe(1);
  });
});

describe("the Cloudflare Worker example in workerd", () => {
  let workerd: Workerd;
  beforeAll(async () => {
    const source = `${import.meta.dirname}/cloudflare-worker.ts`;
    workerd = await startWorkerd(source, { WEBHOOK_SECRET: secret });
  });
  afterAll(() => workerd.stop());
  const send = sendTo(() => workerd.port);

  it("handles a signed delivery once", async () => {
    const twice = await delivery();
    expect((await send(twice)).status).toBe(204);
    expect((await send(twice)).status).toBe(200);
    await workerd.stop();
    expect(workerd.output()).toBe(`main ${push.commits.length}\n`);
  });
});
