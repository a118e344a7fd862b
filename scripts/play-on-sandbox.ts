import { inspect } from "node:util";
import { createClient } from "../src/index.js";
import { createReceiver } from "../src/receiver/index.js";
import { createSandbox, type Delivery } from "../src/sandbox/index.js";
import { documented, runDocumentedExample } from "./documented-example.js";

const expected = "create 200, update 202, get 200";

/**
 * Runs the documented example on a sandbox, then triggers a push that is delivered to a receiver.
 *
 * @param log - called with each line of the transcript, which contains no secret
 * @returns whether every status was the documented one and the push arrived verified
 */
export async function playOnSandbox(log: (line: string) => void): Promise<boolean> {
  const pushes: string[] = [];
  // The documented URL belongs to nobody, so what is sent to it goes to this receiver.
  const send = createReceiver({
    secrets: documented.update.validationSecret,
    on: {
      "teamserver.push": ({ branchName, commits }) => {
        pushes.push(`verified: ${commits.length} commits pushed to ${branchName}`);
      },
    },
  });
  // A failed delivery is retried at once: the documented delays go from five seconds to a day.
  const sandbox = await createSandbox({ seed: 1, deliveries: { send, retryScale: 0 } });
  try {
    log(`Sandbox    ${sandbox.url}`);
    for (const operationId of sandbox.unimplemented) {
      log(`           ${operationId} has no handler yet: it returns the contract's example`);
    }
    log("");
    const options = { token: "example-token", baseUrl: sandbox.url, fetch: loggedFetch(log) };
    const [created, updated, got] = await runDocumentedExample(createClient(options));
    log(`Triggering a push, which goes to ${got?.webhook.url}.\n`);
    sandbox.trigger(documented.appId, { type: "teamserver.push" });
    await sandbox.settled();
    const [delivery] = sandbox.deliveries.list();
    logDelivery(log, delivery, pushes);
    const statuses = `create ${created?.status}, update ${updated?.status}, get ${got?.status}`;
    const hasArrived = delivery?.status === "delivered" && pushes.length === 1;
    log(verdict(statuses, hasArrived));
    return statuses === expected && hasArrived;
  } finally {
    await sandbox.close();
  }
}

/** A `fetch` that logs each exchange without its secrets. */
function loggedFetch(log: (line: string) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    log(`${request.method} ${new URL(request.url).pathname}`);
    log(`  authorization: ${request.headers.get("authorization")?.replace(/ .*/, " [redacted]")}`);
    if (body !== "") log(formatted(body));
    const response = await fetch(request);
    log(`→ ${response.status} ${response.statusText}`);
    log(`${formatted(await response.clone().text())}\n`);
    return response;
  };
}

/** JSON as JavaScript, indented, with the secret and the values of custom headers redacted. */
function formatted(json: string): string {
  const value = JSON.parse(json, (key, child) =>
    key === "validationSecret" || key === "value" ? "[redacted]" : child,
  );
  return inspect(value, { depth: null, breakLength: 96 }).replace(/^/gm, "  ");
}

function logDelivery(
  log: (line: string) => void,
  delivery: Delivery | undefined,
  pushes: string[],
): void {
  log(`DELIVERY ${delivery?.id} of ${delivery?.eventType}`);
  log(`→ ${delivery?.attempts.at(-1)?.status} ${pushes.join(", ")}\n`);
}

function verdict(statuses: string, hasArrived: boolean): string {
  if (statuses !== expected) {
    return `The documented example failed: expected ${expected}; got ${statuses}.`;
  }
  return hasArrived
    ? `The documented example works: ${statuses}; the push arrived, signed.`
    : "The documented example works, but the push did not arrive verified.";
}
