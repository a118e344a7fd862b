import { createHmac } from "node:crypto";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { sign, verify } from "./built.js";
import { measure, printTable, type Timings } from "./measure.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/** The encoding of Mendix's recipe. It is not the first one that `auto` tries. */
const keyEncoding = "raw";
const id = "msg_2M605iBQRge9hTgpYg7fKXQubaw";

const ours = ["verify, auto", "verify, pinned"] as const;
const others = ["standardwebhooks", "svix", "bare HMAC"] as const;
type Name = (typeof ours | typeof others)[number];

/** How many times as fast as each of the others `verify` has to be. */
type Goals = Record<(typeof others)[number], number>;

const sizes: { kilobytes: number; goals: Goals }[] = [
  { kilobytes: 1, goals: { standardwebhooks: 1, svix: 1, "bare HMAC": 0.5 } },
  { kilobytes: 64, goals: { standardwebhooks: 1, svix: 1, "bare HMAC": 0.8 } },
];

/** Compares `verify` with other libraries, and with an HMAC alone. */
export async function bench(): Promise<boolean> {
  let isMet = true;
  for (const { kilobytes, goals } of sizes) {
    const text = jsonOfSize(kilobytes * 1024);
    for (const body of [text, Buffer.from(text)]) {
      const timings = await measure(await createTasks(body));
      console.log(`\n${kilobytes} KB of JSON, as ${typeof body === "string" ? "text" : "bytes"}`);
      isMet = report(timings, goals) && isMet;
    }
  }
  return isMet;
}

async function createTasks(
  body: string | Buffer<ArrayBuffer>,
): Promise<Record<Name, () => unknown>> {
  const signed = await sign({ id, body, secrets: secret, keyEncoding });
  const headers: Record<string, string> = {
    host: "some.domain.com",
    "user-agent": "webhooks/1.0",
    accept: "*/*",
    "accept-encoding": "gzip, deflate",
    "content-length": `${body.length}`,
    "x-forwarded-for": "192.0.2.1",
    "x-forwarded-proto": "https",
    ...signed,
  };
  const prefix = `${id}.${signed["webhook-timestamp"]}.`;
  const standard = new StandardWebhook(secret, { format: "raw" });
  const svix = new SvixWebhook(secret, { format: "raw" });
  // The libraries accept only text.
  const text = typeof body === "string" ? () => body : () => body.toString();
  const hmac = () => createHmac("sha256", secret).update(prefix).update(body).digest("base64");
  const verifyAuto = () => verify({ headers, body }, { secrets: secret });
  const verifyPinned = () => verify({ headers, body }, { secrets: secret, keyEncoding });

  // A refusal may be faster than a success. The libraries would throw.
  const isVerified = (await verifyAuto()).ok && (await verifyPinned()).ok;
  if (!isVerified || `v1,${hmac()}` !== signed["webhook-signature"]) {
    throw new Error("the delivery does not verify");
  }
  return {
    "verify, auto": verifyAuto,
    "verify, pinned": verifyPinned,
    standardwebhooks: () => standard.verify(text(), headers, { jsonParse: false }),
    svix: () => svix.verify(text(), headers),
    "bare HMAC": hmac,
  };
}

/** Prints the figures, and tells whether `verify` meets each goal with and without a pinned key. */
function report(timings: Timings<Name>, goals: Goals): boolean {
  let isMet = true;
  const figures = (name: Name) => [name, timings.microseconds(name).toFixed(1)];
  const rows = others.map((name) => {
    const speeds = ours.map((own) => timings.speed(own, name));
    const isGoalMet = Math.min(...speeds) > goals[name];
    isMet = isMet && isGoalMet;
    return [
      ...figures(name),
      ...speeds.map((speed) => `${speed.toFixed(2)} ×`),
      `> ${goals[name].toFixed(1)} ×`,
      isGoalMet ? "met" : "MISSED",
    ];
  });
  const headings = ["", "µs", ...ours.map((name) => `speed of ${name}`), "goal", ""];
  printTable(headings, [...ours.map(figures), ...rows]);
  return isMet;
}

/** A push with as many commits as fit into so many bytes. */
function jsonOfSize(bytes: number): string {
  const commit = (message: string) => ({ id: "0".repeat(40), message });
  const json = (commits: object[]) =>
    JSON.stringify({ eventType: "teamserver.push", branchName: "main", commits });
  const commits: object[] = [];
  while (json(commits).length < bytes - 200) commits.push(commit(`Change ${commits.length}`));
  const missing = bytes - json([...commits, commit("")]).length;
  return json([...commits, commit("x".repeat(missing))]);
}
