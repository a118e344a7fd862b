import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultName } from "./fault-table.js";
import { createScene, type Scene } from "./testing/scene.js";

let scene: Scene;
beforeEach(async () => {
  scene = await createScene({ port: 0 });
  await scene.begin();
});
afterEach(() => scene.sandbox.close());

/** What arrives over a socket: head, body as far as it came, and how it ended. */
function overSocket(): Promise<unknown> {
  const { sandbox, app } = scene;
  const headers = { authorization: "MxToken one" };
  return new Promise((resolve) => {
    const asking = request(`${sandbox.url}/apps/${app}/webhooks`, { headers });
    asking.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code));
    asking.on("response", (response) => {
      const chunks: Buffer[] = [];
      const { statusCode: status, headers: received } = response;
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", () => {});
      response.on("close", () => {
        const { length } = Buffer.concat(chunks);
        const announced = Number(received["content-length"]);
        const missing = announced - length;
        resolve({ status, type: received["content-type"], length, missing });
      });
    });
    asking.end();
  });
}

describe("faultTable over a socket", () => {
  const type = "application/json";
  const some = expect.any(Number);
  const whole = { status: 200, type, length: some, missing: 0 };
  const positive = expect.toSatisfy((number: number) => number > 0);

  it.each<[FaultName, unknown]>([
    ["cut-before", "ECONNRESET"],
    ["lost-answer", "ECONNRESET"],
    ["cut-body", { ...whole, length: positive, missing: positive }],
    ["truncated-json", { ...whole, length: positive }],
    ["empty-body", { ...whole, length: 0 }],
    ["not-json", { ...whole, length: 2 }],
    ["drop-header", { status: 200, length: some, missing: 0 }],
    ["wrong-content-type", { ...whole, type: "text/plain" }],
    ["rate-limit-without-headers", { ...whole, status: 429 }],
    ["redirect", { status: 302, length: 0, missing: 0 }],
  ])("shows %s as a client sees it", async (name, wrong) => {
    expect(await overSocket()).toEqual({ ...whole, length: positive });
    scene.sandbox.faults.set(name);
    expect(await overSocket()).toEqual(wrong);
    scene.sandbox.faults.clear();
    expect(await overSocket()).toEqual({ ...whole, length: positive });
  });

  it("never answers with hang, until the sandbox closes", async () => {
    scene.sandbox.faults.set("hang");
    const outcome = overSocket();
    const isSettled = await Promise.race([outcome.then(() => true), control()]);
    expect(isSettled).toBe(false);
    await scene.sandbox.close();
    expect(await outcome).toBe("ECONNRESET");
  });

  /** An exchange that begins and ends after the one that hangs has begun. */
  async function control(): Promise<boolean> {
    await fetch(`${scene.sandbox.origin}/_sandbox`);
    await fetch(`${scene.sandbox.origin}/_sandbox`);
    return false;
  }
});
