import { describe, expect, it } from "vitest";
import { verify } from "./index.js";
import { now, secret, signedDelivery } from "./testing/signed-deliveries.js";

const text = '{"name":"Grüße, 世界 🌍","after":"4b76061182bf183281b5107cd753c6071ed00040"}';
const runs = 100_000;
const maxMilliseconds = 5;

/** A linear congruential generator: numbers from 0 to below 1, the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
const random = createRandom(42);
const below = (limit: number) => Math.floor(random() * limit);
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

interface Attack {
  headers: Record<string, string | string[]>;
  body: Uint8Array;
  secret: string;
}

/** Flips one bit of one character. */
function flip(value: string): string {
  const at = below(value.length);
  const char = String.fromCharCode(value.charCodeAt(at) ^ (1 << below(7)));
  return `${value.slice(0, at)}${char}${value.slice(at + 1)}`;
}

const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
const oddValues = ["", " ", "\u0000", "é", "🌍", "１７", "v1,", ","].concat(
  "9".repeat(400),
  "A".repeat(70_000),
);

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
    headers[pick(names)] = pick(oddValues);
  },
  ({ headers }) => {
    const name = pick(["webhook-id", "webhook-timestamp"] as const);
    headers[name] = [headers[name] as string, pick(oddValues)];
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

/** Whether it is slow each time, and not only because of a garbage collection. */
async function isSlowAgain(attack: Attack): Promise<boolean> {
  for (let repetition = 0; repetition < 10; repetition += 1) {
    if ((await attempt(attack)).milliseconds <= maxMilliseconds) return false;
  }
  return true;
}

describe("verify", () => {
  it(`accepts none of ${runs} mutated deliveries, throws for none, and is slow for none`, async () => {
    const { headers, body } = await signedDelivery(new TextEncoder().encode(text));
    expect(await attempt({ headers, body, secret })).toMatchObject({ ok: true });
    const accepted: Attack[] = [];
    const slow: Attack[] = [];
    for (let run = 0; run < runs; run += 1) {
      const attack: Attack = { headers: { ...headers }, body, secret };
      pick(mutations)(attack);
      const { ok, milliseconds } = await attempt(attack);
      if (ok) accepted.push(attack);
      if (milliseconds > maxMilliseconds && (await isSlowAgain(attack))) slow.push(attack);
    }
    expect(accepted).toEqual([]);
    expect(slow).toEqual([]);
  });
});
