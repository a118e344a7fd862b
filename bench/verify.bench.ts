import { createHmac } from "node:crypto";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { sign, verify } from "./built.js";
import { measure, type Timings } from "./measure.js";
import { printTable } from "./table.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/** As Mendix's recipe keys. It is not the reading that `auto` begins with. */
const keyEncoding = "raw";

const ours = ["verify, auto", "verify, pinned"] as const;
const others = ["standardwebhooks", "svix", "bare HMAC"] as const;
type Name = (typeof ours | typeof others)[number];

/** How many times as fast as each of the others `verify` has to be. */
type Goals = Record<(typeof others)[number], number>;

const sizes: { kilobytes: number; goals: Goals }[] = [
  { kilobytes: 1, goals: { standardwebhooks: 1, svix: 1, "bare HMAC": 0.5 } },
  { kilobytes: 64, goals: { standardwebhooks: 1, svix: 1, "bare HMAC": 0.8 } },
];

export async function bench(): Promise<boolean> {
  let isMet = true;
  for (const { kilobytes, goals } of sizes) {
    const text = pushOf(kilobytes * 1024);
    for (const body of [text, Buffer.from(text)]) {
      console.log(`\n${kilobytes} KB of JSON, as ${typeof body === "string" ? "text" : "bytes"}`);
      isMet = report(await compare(body), goals) && isMet;
    }
  }
  return isMet;
}

async function compare(body: string | Buffer<ArrayBuffer>): Promise<Timings<Name>> {
  const id = "msg_2M605iBQRge9hTgpYg7fKXQubaw";
  const { "content-type": type, ...signed } = await sign({
    id,
    body,
    secrets: secret,
    keyEncoding,
  });
  // What else a delivery comes with: whoever looks for three headers passes the others.
  const headers: Record<string, string> = {
    host: "some.domain.com",
    "user-agent": "webhooks/1.0",
    accept: "*/*",
    "accept-encoding": "gzip, deflate",
    "content-length": `${body.length}`,
    "content-type": type,
    "x-forwarded-for": "192.0.2.1",
    "x-forwarded-proto": "https",
    ...signed,
  };
  const start = `${id}.${signed["webhook-timestamp"]}.`;
  const signature = signed["webhook-signature"];
  const standard = new StandardWebhook(secret, { format: "raw" });
  const svix = new SvixWebhook(secret, { format: "raw" });
  // They sign text only.
  const text = typeof body === "string" ? () => body : () => body.toString();
  const bareHmac = () => createHmac("sha256", secret).update(start).update(body).digest("base64");

  const tasks: Record<Name, () => unknown> = {
    "verify, auto": () => verify({ headers, body }, { secrets: secret }),
    "verify, pinned": () => verify({ headers, body }, { secrets: secret, keyEncoding }),
    standardwebhooks: () => standard.verify(text(), headers, { jsonParse: false }),
    svix: () => svix.verify(text(), headers),
    "bare HMAC": bareHmac,
  };
  // A refusal might be faster. The libraries throw theirs, ours and the bare one tell.
  for (const name of ours) {
    if (!((await tasks[name]()) as { ok: boolean }).ok) throw new Error(`${name} refuses`);
  }
  if (`v1,${bareHmac()}` !== signature) throw new Error("the bare HMAC is another");
  return measure(tasks);
}

/** Prints the figures; true if each of the goals is met, whichever way a key is found. */
function report(timings: Timings<Name>, goals: Goals): boolean {
  const rows = others.map((name) => {
    const speeds = ours.map((own) => timings.speed(own, name));
    return { name, speeds, isMet: Math.min(...speeds) > goals[name] };
  });
  const time = (name: Name) => timings.microseconds(name).toFixed(1);
  printTable(
    ["", "µs", ...ours.map((name) => `speed of ${name}`), "goal", ""],
    [
      ...ours.map((name) => [name, time(name)]),
      ...rows.map(({ name, speeds, isMet }) => [
        name,
        time(name),
        ...speeds.map((speed) => `${speed.toFixed(2)} ×`),
        `> ${goals[name].toFixed(1)} ×`,
        isMet ? "met" : "MISSED",
      ]),
    ],
  );
  return rows.every(({ isMet }) => isMet);
}

/** A delivery of so many bytes: a push of many commits. */
function pushOf(bytes: number): string {
  const push = (message: string, commits: unknown[]) =>
    JSON.stringify({
      eventType: "teamserver.push",
      projectId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
      branchName: "main",
      commits: [...commits, { id: "0".repeat(40), message }],
    });
  const commits: unknown[] = [];
  while (push("", commits).length < bytes - 200) {
    commits.push({ id: "0".repeat(40), message: `Change ${commits.length} pages` });
  }
  return push("x".repeat(bytes - push("", commits).length), commits);
}
