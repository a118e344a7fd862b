import { isDeepStrictEqual, styleText } from "node:util";
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
    sandbox.trigger(documented.appId, { type: "teamserver.push" });
    await sandbox.settled();
    const [delivery] = sandbox.deliveries.list();
    if (delivery) logDelivery(log, delivery, pushes);
    const statuses = `create ${created?.status}, update ${updated?.status}, get ${got?.status}`;
    const hasArrived = delivery?.status === "delivered" && pushes.length === 1;
    const works = statuses === expected && hasArrived;
    log(styleText(works ? "green" : "red", verdict(statuses, hasArrived)));
    return works;
  } finally {
    await sandbox.close();
  }
}

type Fields = Record<string, unknown>;

/** A `fetch` that logs each exchange without its secrets. What a body repeats is only counted. */
function loggedFetch(log: (line: string) => void): typeof globalThis.fetch {
  let shown: Fields = {};
  function describe(json: string): string {
    const body: Fields = JSON.parse(json, (key, value) =>
      key === "validationSecret" || key === "value" ? "[redacted]" : value,
    );
    const isNew = (key: string) => !isDeepStrictEqual(body[key], shown[key]);
    const text = formatted(body, isNew, "properties above");
    shown = { ...shown, ...body };
    return text;
  }
  return async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    log(styleText("bold", `${request.method} ${new URL(request.url).pathname}`));
    // What is got at the end is shown whole.
    if (request.method === "GET") shown = {};
    if (body !== "") log(describe(body));
    const response = await fetch(request);
    const status = statusOf(response.ok, `${response.status} ${response.statusText}`);
    log(`${status} ${describe(await response.clone().text())}\n`);
    return response;
  };
}

/** Some properties in coloured JSON, on one line if that is short, and how many others there are. */
function formatted(body: Fields, isShown: (key: string) => boolean, others: string): string {
  const keys = Object.keys(body).filter(isShown);
  const lines = keys.map((key) => `${JSON.stringify(key)}: ${JSON.stringify(body[key])}`);
  const line = `{ ${lines.join(", ")} }`;
  const json = line.length <= 72 ? line : `{\n  ${lines.join(",\n  ")}\n}`;
  const token = /("(?:[^"\\]|\\.)*")(:?)|true|false|null|\d+/g;
  const coloured = json.replace(token, (word, text, colon) =>
    text ? styleText(colon ? "cyan" : "green", text) + colon : styleText("yellow", word),
  );
  const rest = Object.keys(body).length - keys.length;
  if (rest === 0) return coloured;
  const note = styleText("dim", `the ${rest} ${others}`);
  return keys.length === 0 ? note : `${coloured} and ${note}`;
}

const statusOf = (isOk: boolean, text: string) => styleText(isOk ? "green" : "red", `→ ${text}`);

function logDelivery(log: (line: string) => void, delivery: Delivery, pushes: string[]): void {
  const isShown = (key: string) => key === "eventType" || key === "branchName";
  log(`${styleText("bold", `POST ${delivery.url}`)}\nwebhook-id: ${delivery.id}`);
  log(formatted(JSON.parse(delivery.payload), isShown, "other properties of a push"));
  const { status, error } = delivery.attempts.at(-1) ?? {};
  const outcome = statusOf(delivery.status === "delivered", `${status ?? error}`);
  log(`${outcome} ${pushes.join(", ")}\n`);
}

function verdict(statuses: string, hasArrived: boolean): string {
  if (statuses !== expected) {
    return `The documented example failed: expected ${expected}; got ${statuses}.`;
  }
  return hasArrived
    ? `The documented example works: ${statuses}; the push arrived, signed.`
    : "The documented example works, but the push did not arrive verified.";
}
