import type { WebhookInput } from "../../../generated/models.js";
import { type Client, createClient } from "../create-client.js";
import type { ClientOptions } from "../options.js";
import type { Mode } from "./exchange.js";
import { FaultClock } from "./fault-clock.js";
import { type FaultServer, startFaultServer } from "./fault-server.js";

export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
export const token = "TokenThatNobodyElseMaySee";

/** Milliseconds; unlike any wait, so that the clock can tell them apart. */
export const timeout = 7_777;

/** Milliseconds of a call in which a second attempt, after the longest backoff, is cut short. */
export const deadline = 10_000;
const cutTimeout = deadline - timeout - 500;

export const input: WebhookInput = {
  name: "second",
  url: "https://example.com/second",
  eventTypes: ["package.uploaded"],
  isActive: true,
  validationSecret: "SecondSecretSecondSecretSecondSec2",
};

/** A client, the server that it talks to, and the time that both live in. */
export interface Scene {
  client: Client;
  server: FaultServer;
  clock: FaultClock;
}

/** Plays with a client before a server in this mode. */
export async function withFaultServer<T>(
  mode: Mode,
  play: (scene: Scene) => Promise<T>,
  options?: Partial<ClientOptions>,
): Promise<T> {
  const clock = new FaultClock(timeout, cutTimeout);
  const server = await startFaultServer(mode, clock.elapse);
  const baseUrl = `${server.origin}/api/v1`;
  const { fetch } = server;
  const defaults = { token, baseUrl, timeout, clock, fetch, random: () => 1 };
  const client = createClient({ ...defaults, ...options });
  return play({ client, server, clock }).finally(server.close);
}
