import { expect } from "vitest";
import { verify } from "../../../receiver/index.js";
import type { SandboxOptions } from "../../options.js";
import type { deliveryFaults } from "../delivery-faults.js";
import type { Scenario } from "./scenario.js";
import { idOf, input, type Scene } from "./scene.js";

interface Received {
  url: string;
  headers: Headers;
  body: string;
}

/**
 * A push, delivered to one webhook that answers with these statuses.
 *
 * @param settings - of the webhook
 * @param look - says what is to be seen of the requests
 */
function delivering(
  statuses: number[],
  settings: object,
  look: (received: Received[], scene: Scene) => unknown,
): Pick<Scenario, "options" | "act"> {
  const received: Received[] = [];
  const send = async (request: Request) => {
    received.push({ url: request.url, headers: request.headers, body: await request.text() });
    const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 204;
    const headers = { location: "https://elsewhere.domain.com/" };
    return new Response(null, { status, ...(status === 302 && { headers }) });
  };
  const options: SandboxOptions = { deliveries: { send } };
  const act = async (scene: Scene) => {
    const app = `${scene.app.slice(0, -1)}f`;
    const id = idOf(await scene.create({ app, body: { ...input, ...settings } }));
    received.length = 0;
    scene.sandbox.trigger(app, { type: "teamserver.push" });
    await scene.sandbox.settled();
    await scene.remove({ app, id });
    return look(received, scene);
  };
  return { options, act };
}

const count = (received: Received[]) => received.length;

/** What a receiver makes of the first request, at the time when it was sent. */
async function verdict([first]: Received[], { clock }: Scene) {
  if (first === undefined) return "nothing";
  const { validationSecret: secrets } = input;
  const { headers, body } = first;
  const result = await verify({ headers, body }, { secrets, now: () => clock.now() });
  return result.ok ? "fine" : result.code;
}

const header = (name: string) => (received: Received[]) =>
  received.map(({ headers }) => headers.get(name));

const distinct = (name: string) => (received: Received[]) => new Set(header(name)(received)).size;

export const deliveryScenarios = {
  "delivery-unsigned": {
    ...delivering([204], {}, header("webhook-signature")),
    right: [expect.stringMatching(/^v1,/)],
    wrong: [null],
  },
  "delivery-wrong-key": {
    ...delivering([204], {}, verdict),
    right: "fine",
    wrong: "no_match",
  },
  "delivery-milliseconds": {
    ...delivering([204], {}, (received) => header("webhook-timestamp")(received)[0]?.length),
    right: 10,
    wrong: 13,
  },
  "delivery-reserialized": {
    ...delivering([204], {}, async (received, scene) => [
      Object.keys(JSON.parse(received[0]?.body ?? "{}"))[0],
      await verdict(received, scene),
    ]),
    right: ["eventType", "fine"],
    wrong: ["eventType", "no_match"],
  },
  "delivery-new-id": {
    ...delivering([500, 204], {}, distinct("webhook-id")),
    right: 1,
    wrong: 2,
  },
  "delivery-old-timestamp": {
    ...delivering([500, 204], {}, distinct("webhook-timestamp")),
    right: 2,
    wrong: 1,
  },
  "delivery-once": { ...delivering([500, 204], {}, count), right: 2, wrong: 1 },
  "delivery-inactive": { ...delivering([204], { isActive: false }, count), right: 0, wrong: 1 },
  "delivery-unsubscribed": {
    ...delivering([204], { eventTypes: ["package.uploaded"] }, count),
    right: 0,
    wrong: 1,
  },
  "delivery-without-headers": {
    ...delivering([204], {}, header("authorization")),
    right: [input.headers[0]?.value],
    wrong: [null],
  },
  "delivery-follows-redirect": {
    ...delivering([302, 204], {}, (received) => received[1]?.url),
    right: input.url,
    wrong: "https://elsewhere.domain.com/",
  },
} satisfies Record<keyof typeof deliveryFaults, Scenario>;
