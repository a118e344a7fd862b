import { describe, expect, it } from "vitest";
import { sign, verify } from "./index.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const now = () => 1_700_000_000_000;
const body = '{"name":"Grüße, 世界 🌍","after":"4b76061182bf183281b5107cd753c6071ed00040"}';
const runs = 100_000;
const mostMilliseconds = 5;

/** Numbers from 0 to below 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
const random = seeded(42);
const below = (limit: number) => Math.floor(random() * limit);
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

interface Attack {
  headers: Record<string, string | string[]>;
  body: Uint8Array;
  secret: string;
}

/** Another character at a random place. */
function flip(text: string): string {
  const at = below(text.length);
  const char = String.fromCharCode(text.charCodeAt(at) ^ (1 << below(7)));
  return `${text.slice(0, at)}${char}${text.slice(at + 1)}`;
}

const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
const oddities = [
  "",
  " ",
  "\u0000",
  "é",
  "🌍",
  "１７",
  "v1,",
  ",",
  "9".repeat(400),
  "A".repeat(70_000),
];

const mutations: ((attack: Attack) => void)[] = [
  ({ headers }) => {
    const name = pick(names);
    headers[name] = flip(headers[name] as string);
  },
  (attack) => {
    attack.body = attack.body.slice();
    const at = below(attack.body.length);
    attack.body[at] = (attack.body[at] as number) ^ (1 << below(8));
  },
  (attack) => {
    attack.body = attack.body.slice(0, below(attack.body.length));
  },
  (attack) => {
    attack.secret = flip(attack.secret);
  },
  ({ headers }) => {
    headers[pick(names)] = pick(oddities);
  },
  ({ headers }) => {
    const name = pick(["webhook-id", "webhook-timestamp"] as const);
    headers[name] = [headers[name] as string, pick(oddities)];
  },
  ({ headers }) => {
    const signature = headers["webhook-signature"] as string;
    headers["webhook-signature"] = pick([
      signature.toLowerCase(),
      signature.replace("v1,", "v2,"),
      signature.replace("v1,", ""),
      signature.slice(0, -1),
      `${"v1,x ".repeat(16)}${signature}`,
    ]);
  },
];

async function attempt(attack: Attack): Promise<{ ok: boolean; milliseconds: number }> {
  const start = process.cpuUsage();
  const { ok } = await verify(attack, { secrets: attack.secret, now });
  const { user, system } = process.cpuUsage(start);
  return { ok, milliseconds: (user + system) / 1000 };
}

/** What is slow by itself is slow each time; what a garbage collection slowed down is not. */
async function isSlowAgain(attack: Attack): Promise<boolean> {
  const times: number[] = [];
  for (let again = 0; again < 10; again += 1) times.push((await attempt(attack)).milliseconds);
  return Math.min(...times) > mostMilliseconds;
}

describe("verify", () => {
  it(`accepts none of ${runs} mutated deliveries, throws for none, and is slow for none`, async () => {
    const signed = await sign({ body, id: "msg_1", timestamp: now() / 1000, secrets: secret });
    const bytes = new TextEncoder().encode(body);
    expect(await verify({ headers: signed, body: bytes }, { secrets: secret, now })).toMatchObject({
      ok: true,
    });
    const slow: Attack[] = [];
    const accepted: Attack[] = [];
    for (let run = 0; run < runs; run += 1) {
      const attack: Attack = { headers: { ...signed }, body: bytes, secret };
      pick(mutations)(attack);
      const { ok, milliseconds } = await attempt(attack);
      if (ok) accepted.push(attack);
      if (milliseconds > mostMilliseconds) slow.push(attack);
    }
    const slowAgain: Attack[] = [];
    for (const attack of slow) if (await isSlowAgain(attack)) slowAgain.push(attack);
    console.log(
      `${runs} mutated deliveries, ${accepted.length} accepted, ${slow.length} over ` +
        `${mostMilliseconds} ms of CPU, ${slowAgain.length} of them again when repeated`,
    );
    expect(accepted).toEqual([]);
    expect(slowAgain).toEqual([]);
  });
});
