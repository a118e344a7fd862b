import { createClient } from "../../src/index.js";
import { createSandbox, type Delivery } from "../../src/sandbox/index.js";
import { listenForPush } from "./listen-for-push.js";
import { documented, playDocumentedExample } from "./story.js";
import { observed } from "./transcript.js";

const expected = ["200", "202", "200"].join(", ");

/**
 * Plays the documented example on a sandbox, and then lets a push happen that is delivered to a
 * receiver. Tells what happens; true if all of it is as documented.
 */
export async function playOnSandbox(tell: (line: string) => void): Promise<boolean> {
  // A push that fails is tried again at once: nobody waits here for five seconds, or for a day.
  const sandbox = await createSandbox({ seed: 1, deliveries: { retryScale: 0 } });
  const receiver = await listenForPush(documented.update.validationSecret);
  try {
    tell(`Sandbox    ${sandbox.url}`);
    for (const operationId of sandbox.unimplemented) {
      tell(`           ${operationId} is answered with the contract's example: no handler yet`);
    }
    tell("");
    const options = { token: "example-token", baseUrl: sandbox.url };
    const client = createClient({ ...options, fetch: observed(tell) });
    const statuses: number[] = [];
    let id = "";
    for await (const { status, webhook } of playDocumentedExample(client)) {
      statuses.push(status);
      id = webhook.id;
    }
    // The documented URL belongs to nobody: the push goes to a receiver of ours.
    await createClient(options).patchWebhook(documented.appId, id, { url: receiver.url });
    tell(`The webhook's url is now ${receiver.url}, and somebody pushes.\n`);
    sandbox.trigger(documented.appId, { type: "teamserver.push" });
    await sandbox.settled();
    const [delivery] = sandbox.deliveries.list();
    const isDelivered = tellDelivery(tell, delivery, receiver.pushes);
    return tellVerdict(tell, statuses, isDelivered);
  } finally {
    await sandbox.close();
    await receiver.close();
  }
}

function tellDelivery(
  tell: (line: string) => void,
  delivery: Delivery | undefined,
  pushes: string[],
): boolean {
  const attempt = delivery?.attempts.at(-1);
  tell(`DELIVERY ${delivery?.id} of ${delivery?.eventType}`);
  tell(`→ ${attempt?.status} ${pushes.join(", ")}\n`);
  return delivery?.status === "delivered" && pushes.length === 1;
}

function tellVerdict(
  tell: (line: string) => void,
  statuses: number[],
  isDelivered: boolean,
): boolean {
  const [create, update, get] = statuses;
  if (statuses.join(", ") !== expected) {
    const got = statuses.join(", ");
    tell(`The documented example does not hold: expected ${expected}, got ${got}.`);
    return false;
  }
  tell(
    isDelivered
      ? `The documented example holds: create ${create}, update ${update}, get ${get}; ` +
          "the push arrived, signed."
      : "The documented example holds, but the push did not arrive verified.",
  );
  return isDelivered;
}
