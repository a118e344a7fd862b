import { inspect, isDeepStrictEqual } from "node:util";
import type { Client } from "../create-client.js";
import { MendixWebhooksError } from "../errors.js";
import type { Mode } from "./exchange.js";
import type { MethodName } from "./fault.js";
import { appId, input, type Scene, token, withFaultServer } from "./scene.js";
import { firstWebhook } from "./service.js";

const { validationSecret: _secret, ...firstInList } = firstWebhook;

/** The calls of the table, and a create that finds out what became of it. */
type CallName = MethodName | "reconciledCreate";

/** Each call, and what the contract promises for it. */
const calls: Record<CallName, { call(client: Client): PromiseLike<unknown>; value: unknown }> = {
  get: { call: (client) => client.getWebhook(appId, "msg_1"), value: firstWebhook },
  list: {
    call: (client) => client.listWebhooks(appId),
    value: { webhooks: [firstInList], cursors: {} },
  },
  create: {
    call: (client) => client.createWebhook(appId, input),
    value: { id: "msg_2", ...input },
  },
  reconciledCreate: {
    call: (client) => client.createWebhook(appId, input, { reconcile: true }),
    value: { id: "msg_2", ...input },
  },
  update: {
    call: (client) => client.updateWebhook(appId, "msg_1", input),
    value: { id: "msg_1", ...input },
  },
  delete: { call: (client) => client.deleteWebhook(appId, "msg_1"), value: undefined },
};

/** What came of one call under one fault, in the words of the table. */
export interface Observation {
  result: string;
  /** What the error says; undefined without one. */
  attempts: number | undefined;
  seen: number;
  waits: readonly number[];
  /** What must not be, whatever the fault. */
  offences: string[];
}

/** Makes one call before a server in this mode. */
export const observe = (mode: Mode, method: MethodName): Promise<Observation> =>
  withFaultServer(mode, (scene) => observeCall(scene, mode, method));

/** Makes one call. */
export async function observeCall(scene: Scene, mode: Mode, name: CallName): Promise<Observation> {
  const { call, value } = calls[name];
  let error: unknown;
  const data = await call(scene.client).then(
    (data) => data,
    (reason: unknown) => {
      error = reason;
    },
  );
  const { server, clock } = scene;
  const seen = mode.greet || mode.scheme ? server.connections() : server.requests.length;
  return {
    result: error === undefined ? describeValue(data, value) : describeError(error),
    attempts: error instanceof MendixWebhooksError ? error.attempts : undefined,
    seen,
    waits: clock.waits,
    offences: offencesIn(scene, error),
  };
}

function describeValue(data: unknown, value: unknown): string {
  if (isDeepStrictEqual(data, value)) return "value";
  const isMore = isDeepStrictEqual(data, { ...(value as object), isNew: true });
  return isMore ? "value and more" : inspect(data);
}

function describeError(error: unknown): string {
  if (!(error instanceof MendixWebhooksError)) return inspect(error);
  const { name, code, status, mayHaveSucceeded } = error;
  const facts = [name, code, status ?? []].flat().join(" ");
  return mayHaveSucceeded ? `${facts}, may have succeeded` : facts;
}

function offencesIn({ server, clock }: Scene, error: unknown): string[] {
  const told = `${inspect(error, { depth: null })} ${JSON.stringify(error)} ${error}`;
  const secrets = [token, input.validationSecret, firstWebhook.validationSecret];
  const offences = {
    "contacted another origin": server.strays() > 0,
    "sent a request without its token": server.requests.some(
      ({ authorization }) => authorization !== `MxToken ${token}`,
    ),
    "told a secret": secrets.some((secret) => told.includes(secret)),
    "left a timer running": clock.running > 0,
  };
  return Object.entries(offences).flatMap(([offence, isCommitted]) => (isCommitted ? offence : []));
}
