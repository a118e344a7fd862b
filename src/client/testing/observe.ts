import { inspect, isDeepStrictEqual } from "node:util";
import type { WebhookInput } from "../../../generated/models.js";
import { type Client, createClient } from "../create-client.js";
import { MendixWebhooksError } from "../errors.js";
import type { ClientOptions } from "../options.js";
import type { Mode } from "./exchange.js";
import type { MethodName } from "./fault.js";
import { FaultClock } from "./fault-clock.js";
import { type FaultServer, startFaultServer } from "./fault-server.js";
import { firstWebhook } from "./service.js";

export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
export const token = "TokenThatNobodyElseMaySee";

/** Milliseconds; unlike any wait, so that the clock can tell them apart. */
export const timeout = 7_777;

export const input: WebhookInput = {
  name: "second",
  url: "https://example.com/second",
  eventTypes: ["package.uploaded"],
  isActive: true,
  validationSecret: "SecondSecretSecondSecretSecondSec2",
};

const { validationSecret: _, ...firstInList } = firstWebhook;

/** Each call, and what the contract promises for it. */
const calls: Record<MethodName, { call(client: Client): PromiseLike<unknown>; value: unknown }> = {
  get: { call: (client) => client.getWebhook(appId, "msg_1"), value: firstWebhook },
  list: {
    call: (client) => client.listWebhooks(appId),
    value: { webhooks: [firstInList], cursors: {} },
  },
  create: {
    call: (client) => client.createWebhook(appId, input),
    value: { id: "msg_2", ...input },
  },
  update: {
    call: (client) => client.updateWebhook(appId, "msg_1", input),
    value: { id: "msg_1", ...input },
  },
  delete: { call: (client) => client.deleteWebhook(appId, "msg_1"), value: undefined },
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
  const clock = new FaultClock(timeout);
  const server = await startFaultServer(mode, clock.elapse);
  const baseUrl = `${server.origin}/api/v1`;
  const { fetch } = server;
  const client = createClient({
    ...{ token, baseUrl, timeout, clock, fetch, random: () => 1 },
    ...options,
  });
  return play({ client, server, clock }).finally(server.close);
}

/** What a call came to, as the table of faults says it. */
export const observe = (mode: Mode, method: MethodName) =>
  withFaultServer(mode, async ({ client, server, clock }) => {
    const { call, value } = calls[method];
    const { result, attempts } = await call(client).then(
      (data) => ({ result: isDeepStrictEqual(data, value) ? "value" : inspect(data), attempts: undefined }),
      (error) => ({ result: describeError(error), attempts: error.attempts }),
    );
    const seen = mode.greet || mode.scheme ? server.connections() : server.requests.length;
    return { result, attempts, seen, waits: clock.waits };
  });

function describeError(error: unknown): string {
  if (!(error instanceof MendixWebhooksError)) return inspect(error);
  const { name, code, status, mayHaveSucceeded } = error;
  const facts = [name, code, status ?? []].flat().join(" ");
  return `${facts}${mayHaveSucceeded ? ", may have succeeded" : ""}`;
}
