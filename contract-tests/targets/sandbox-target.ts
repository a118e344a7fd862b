import { randomUUID } from "node:crypto";
import {
  type Clock,
  createSandbox,
  type FaultName,
  type FaultSwitch,
  type Sandbox,
  type SandboxOptions,
  systemClock,
} from "../../src/sandbox/index.js";
import type { Deliveries, Strict, Target } from "./target.js";

const strict: Strict = {
  reader: "reader-token",
  writer: "writer-token",
  revoked: "revoked-token",
  counted: "counted-token",
  rateLimit: 50,
  app: randomUUID(),
};

/** What is wrong with a sandbox, to see whether the suite notices. */
export interface SandboxDefect {
  /** Changes the options that the sandbox is created with. */
  bug?: (options: SandboxOptions) => SandboxOptions;
  /** Is switched on. */
  fault?: readonly [FaultName, FaultSwitch];
}

/** The sandbox, in this process, reached over HTTP. */
export async function createSandboxTarget({ bug, fault }: SandboxDefect = {}): Promise<Target> {
  const [open, closed] = await startBoth(bug);
  for (const { faults } of [open, closed]) if (fault) faults.set(...fault);
  return {
    name: "the sandbox",
    unsupported: {
      "invalid responses":
        "it serves the contract alone; other tests prove that the suite notices its faults",
    },
    unimplemented: open.unimplemented,
    url: async (stage) => (stage === "strict" ? closed : open).url,
    strict,
    deliveries: deliveriesOf(open),
    async close() {
      await Promise.all([open.close(), closed.close()]);
    },
  };
}

/** One sandbox that accepts any token and app, and one that accepts only what it knows. */
function startBoth(bug: SandboxDefect["bug"] = (options) => options): Promise<[Sandbox, Sandbox]> {
  const options: SandboxOptions = { clock: steppingClock(), deliveries: { retryScale: 0 } };
  const tokens = [
    { token: strict.reader, scopes: ["read"] as const },
    { token: strict.writer, scopes: ["write"] as const },
    { token: strict.revoked, isRevoked: true },
    { token: strict.counted },
  ];
  const { rateLimit, app } = strict;
  return Promise.all([
    createSandbox(bug(options)),
    createSandbox(bug({ ...options, tokens, rateLimit, apps: [app] })),
  ]);
}

/** A second passes between any two looks at it, so what happens at once has different times. */
function steppingClock(): Clock {
  let now = systemClock.now();
  return {
    now: () => {
      now += 1_000;
      return now;
    },
    schedule: systemClock.schedule,
  };
}

function deliveriesOf({ origin, clock }: Sandbox): Deliveries {
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${origin}/_sandbox${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  return {
    trigger: (app, type) =>
      ask(`/apps/${app}/events`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ type }),
      }),
    settled: () => ask("/settled"),
    now: clock.now,
  };
}
