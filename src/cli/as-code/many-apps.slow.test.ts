import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { createVirtualClock } from "../../sandbox/index.js";
import { seededRandom } from "../../sandbox/random.js";
import { bundleCommand } from "../testing/bundle-command.js";
import { type CommandFixture, canaries, createCommandFixture } from "../testing/command-fixture.js";
import {
  changedSecret,
  changeSome,
  expectedWebhooks,
  type ManyWebhooks,
  manyWebhooks,
  toYaml,
} from "../testing/many-webhooks.js";
import { inVirtualTime } from "../testing/virtual-time.js";

const appCount = 500;
const env = { CHANGED_SECRET: changedSecret };

/** Compares the whole state of the sandbox with a file: every webhook once, and no other. */
async function expectState(fixture: CommandFixture, content: ManyWebhooks): Promise<void> {
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  for (const id of Object.keys(content.apps)) {
    const stored = (await fixture.stored(id)).map((one) => ({ headers: [], ...one }));
    expect(stored.sort(byName)).toEqual(expectedWebhooks(content, id).sort(byName));
  }
}

const total = (requests: Record<string, number>) =>
  Object.values(requests).reduce((sum, count) => sum + count, 0);

describe(`${appCount} apps with 10 webhooks each`, () => {
  it("are planned, applied, changed, exported and planned again, with one request for each change", async () => {
    const fixture = await createCommandFixture();
    const content = manyWebhooks(appCount);
    await fixture.write("many.yaml", toYaml(content));
    expect((await fixture.command("plan many.yaml", { env })).exitCode).toBe(3);
    expect(fixture.takeRequests()).toEqual({ GET: 500 });

    const created = await fixture.command("apply many.yaml --yes", { env });
    expect(created.stdout).toMatch(/Applied: 5000 created, 0 updated, 0 deleted\.\n$/);
    // A list of each app, and before each create one more, to recognise what it creates.
    expect(fixture.takeRequests()).toEqual({ GET: 500 + 5000, POST: 5000 });
    expect(await fixture.command("plan many.yaml", { env })).toMatchObject({
      stdout: "No changes; 5000 unchanged.\n",
      exitCode: 0,
    });
    expect(fixture.takeRequests()).toEqual({ GET: 500 + 5000 });

    const changes = changeSome(content);
    expect(total(changes)).toBe(250);
    await fixture.write("many.yaml", toYaml(content));
    const changed = await fixture.command("apply many.yaml --yes --prune", { env });
    expect(changed.exitCode).toBe(0);
    expect(fixture.takeRequests()).toMatchObject(changes);
    await expectState(fixture, content);

    const text = await fixture.read("many.yaml");
    const ids = Object.keys(content.apps).join(" ");
    const into = await fixture.command(`export ${ids} --into many.yaml`, { env });
    expect(into).toMatchObject({ stderr: "", exitCode: 0 });
    expect(await fixture.read("many.yaml")).toBe(text);

    const { stdout, stderr } = await fixture.reveal(`export ${ids} --reveal`);
    await fixture.write("exported.yaml", stdout);
    const secrets = stderr.trim().split("\n");
    const exported = Object.fromEntries(
      secrets.map((line) => /^(\w+)='(.*)'$/.exec(line)?.slice(1) ?? []),
    );
    fixture.takeRequests();
    const again = await fixture.command("apply exported.yaml --yes --prune", { env: exported });
    const count = 5000 - changes.DELETE + changes.POST;
    expect(again).toMatchObject({ stdout: `No changes; ${count} unchanged.\n`, exitCode: 0 });
    expect(Object.keys(fixture.takeRequests())).toEqual(["GET"]);
    await fixture.close("exported.yaml", "many.yaml");
  });

  it("are applied in spite of random faults and a rate limit", async () => {
    const clock = createVirtualClock();
    const fixture = await createCommandFixture({ clock, rateLimit: 5600 });
    const content = manyWebhooks(appCount);
    /** What applying has taken, by the clock. */
    let hours = 0;
    const apply = async () => {
      const startedAt = clock.now();
      const result = await inVirtualTime(clock, fixture.sandbox.fetch, (fetch) =>
        fixture.command("apply many.yaml --yes --prune", { env, fetch, clock }),
      );
      hours += (clock.now() - startedAt) / 3_600_000;
      return result;
    };
    const { faults } = fixture.sandbox;
    for (const changes of [undefined, changeSome]) {
      changes?.(content);
      await fixture.write("many.yaml", toYaml(content));
      // About 10 % of the requests fail, in one of these ways.
      faults.set("lost-response", { probability: 0.03 });
      faults.set("cut-before", { probability: 0.03 });
      faults.set("cut-body", { probability: 0.02 });
      faults.set("status", { status: 500, probability: 0.02 });
      let runs = 0;
      for (let exitCode = 1; exitCode !== 0 && runs < 5; runs += 1) ({ exitCode } = await apply());
      expect(runs).toBeLessThan(5);
      faults.clear();
      // The last look's window of the rate limit may have begun less than an hour ago.
      clock.advance(3_600_000);
      await expectState(fixture, content);
    }
    // The rate limit held: each of the two needs more requests than an hour allows.
    expect(hours).toBeGreaterThan(2);
    await fixture.close();
  });

  it("are applied by a process that is killed five times", async () => {
    let mutations = 0;
    let kill: { at: number; isPerformed: boolean; child?: ChildProcess } = {
      at: -1,
      isPerformed: true,
    };
    const fixture = await createCommandFixture({
      port: 0,
      async around(request, next) {
        if (request.method !== "GET") mutations += 1;
        if (request.method === "GET" || mutations !== kill.at) return next();
        kill.child?.kill("SIGKILL");
        // The request was lost on its way, or it was performed and its response is lost.
        return kill.isPerformed ? next() : new Response(null, { status: 503 });
      },
    });
    const content = manyWebhooks(appCount);
    await fixture.write("many.yaml", toYaml(content));
    const { file, remove } = await bundleCommand();
    onTestFinished(remove);
    const args = ["apply", fixture.pathOf("many.yaml"), "--yes", "--base-url", fixture.sandbox.url];
    const start = () =>
      spawn(process.execPath, [file, ...args], {
        env: { ...process.env, ...canaries },
        stdio: "ignore",
      });
    const random = seededRandom(15);
    for (let round = 0; round < 5; round += 1) {
      const at = mutations + 1 + Math.floor(random() * 900);
      const child = start();
      kill = { at, isPerformed: round % 2 === 0, child };
      const [, signal] = await once(child, "exit");
      expect(signal).toBe("SIGKILL");
    }
    kill.at = -1;
    const [exitCode] = await once(start(), "exit");
    expect(exitCode).toBe(0);
    await expectState(fixture, content);
    expect(await fixture.command("plan many.yaml")).toMatchObject({ exitCode: 0 });
    await fixture.close();
  });
});
