import { createHmac, timingSafeEqual } from "node:crypto";
import { verify as octokitVerify, sign as signForGitHub } from "@octokit/webhooks-methods";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { sign, verify } from "./built.js";
import { compareTasks, type Row } from "./measure.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/** The encoding of Mendix's recipe. It is not the first one that `verify` tries. */
const keyEncoding = "raw";
const id = "msg_2M605iBQRge9hTgpYg7fKXQubaw";
/** Seconds that a timestamp may differ from the clock. */
const tolerance = 300;

const goals = { standardwebhooks: 1, svix: 1, octokit: 1 };

/**
 * Compares `verify` with other libraries and with `node:crypto`. A server receives bytes, which the
 * other libraries do not take; a body that is text already favours them.
 */
export async function bench(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kilobytes of [1, 64]) {
    const text = jsonOfSize(kilobytes * 1024);
    for (const body of [Buffer.from(text), text]) {
      const name = `verify ${kilobytes} KB ${body === text ? "text" : "bytes"}`;
      const { ours, ...peers } = await createTasks(body);
      rows.push(...(await compareTasks(name, ours, peers, goals)));
    }
  }
  return rows;
}

async function createTasks(body: string | Buffer<ArrayBuffer>) {
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
  const standard = new StandardWebhook(secret, { format: "raw" });
  const svix = new SvixWebhook(secret, { format: "raw" });
  const text = typeof body === "string" ? () => body : () => body.toString();
  const gitHubSignature = await signForGitHub(secret, text());
  const tasks = {
    ours: () => verify({ headers, body }, { secrets: secret }),
    // Headers, timestamp and signature by hand, for one secret and one kind of key.
    "node:crypto": () => {
      const timestamp = headers["webhook-timestamp"] ?? "";
      const prefix = `${headers["webhook-id"]}.${timestamp}.`;
      const expected = createHmac("sha256", secret).update(prefix).update(body).digest();
      const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) < tolerance;
      const signatures = (headers["webhook-signature"] ?? "").split(" ");
      const isSigned = signatures.some((signature) => {
        const given = Buffer.from(signature.replace("v1,", ""), "base64");
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      return isRecent && isSigned;
    },
    standardwebhooks: () => standard.verify(text(), headers, { jsonParse: false }),
    // It always parses the body.
    svix: () => svix.verify(text(), headers),
    // The scheme of GitHub: no id, no timestamp, and the signature is given.
    octokit: () => octokitVerify(secret, text(), gitHubSignature),
  };
  // A refusal may be faster than a success. The other libraries would throw.
  const results = [(await tasks.ours()).ok, tasks["node:crypto"](), await tasks.octokit()];
  if (results.includes(false)) throw new Error("the delivery does not verify");
  return tasks;
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
