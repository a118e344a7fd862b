import { answers, examples } from "../../../../generated/examples.js";
import { operations } from "../../../../generated/operations.js";
import { type OperationId, type Route, routes } from "../../../../generated/routes.js";
import { createVirtualClock } from "../../../shared/clock.js";
import { createSandbox } from "../../create-sandbox.js";
import type { SandboxOptions } from "../../options.js";

/** The apps that a scene uses, one after the other. */
export const appIds = [1, 2, 3].map((digit) => `80a28d6e-c5fc-43d9-87c2-00000000000${digit}`);
export const otherAppId = "b1234df1-1234-1234-1234-12aa345c12e1";
export const input = examples.pushWebhook;

/** What came back, read as far as it could be. */
export interface Seen {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined for what is not JSON. */
  json: unknown;
}

/** A request; what it does not say is as it should be. */
export interface Ask {
  app?: string;
  id?: string;
  query?: string;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** The names of the webhooks that a scene begins with, oldest first. */
const names = ["a", "b", "c"];

/** A sandbox without a socket, and short ways to ask it. */
export async function createScene(options: SandboxOptions = {}) {
  const clock = createVirtualClock(Date.UTC(2024, 0, 1));
  const deliveries = { send: async () => new Response(null, { status: 204 }) };
  const sandbox = await createSandbox({ port: "none", seed: 1, clock, deliveries, ...options });
  /** What was answered so far: by which operation, and how. */
  const exchanges: { operationId: OperationId; seen: Seen }[] = [];
  let turn = -1;
  let ids: string[] = [];

  async function ask(operationId: OperationId, given: Ask = {}): Promise<Seen> {
    const { method, path, hasBody } = operations[operationId];
    const {
      app = appIds[turn] ?? otherAppId,
      id = ids[0] ?? "",
      query = "",
      body = input,
      headers,
    } = given;
    const place = path.replace("{app-id}", app).replace("{webhook-id}", id);
    const init = hasBody ? { body: JSON.stringify(body) } : {};
    const response = await sandbox.fetch(`${sandbox.url}${place}${query}`, {
      method,
      headers: { authorization: "MxToken one", "content-type": "application/json", ...headers },
      redirect: "manual",
      ...init,
    });
    const text = await response.text();
    const { status, headers: received } = response;
    const seen = { status, headers: received, text, json: parse(text) };
    exchanges.push({ operationId, seen });
    return seen;
  }

  return {
    sandbox,
    clock,
    exchanges,
    ask,
    create: (given?: Ask) => ask("createWebhook", given),
    get: (given?: Ask) => ask("getWebhook", given),
    update: (given?: Ask) => ask("updateWebhook", given),
    remove: (given?: Ask) => ask("deleteWebhook", given),
    list: (query = "", given?: Ask) => ask("listWebhooks", { query, ...given }),
    get app() {
      return appIds[turn] ?? "";
    },
    /** Goes on to another app, and creates three webhooks in it. The first is asked for by default. */
    async begin(): Promise<void> {
      turn += 1;
      ids = [];
      for (const name of names) {
        ids.push(idOf(await ask("createWebhook", { body: { ...input, name } })));
      }
    },
  };
}

export type Scene = Awaited<ReturnType<typeof createScene>>;

/** How an answer breaks the contract, as the generated validators see it. */
export function breachesOf(operationId: OperationId, { status, headers, text, json }: Seen) {
  // Not every operation documents the refusal of parameters that break the contract.
  const documented = answers[status === 400 ? "createWebhook" : operationId][status];
  if (documented === undefined) return [`status ${status}`];
  const names = Object.keys(documented.headers);
  const missing = names.filter((name) => !/^\d+$/.test(headers.get(name) ?? ""));
  if (Object.keys(documented.bodies).length === 0) return text === "" ? missing : ["body"];
  if (headers.get("content-type") !== "application/json") missing.push("content-type");
  const { result }: Route = routes[operationId];
  const isFine = status < 400 ? (result?.(json) ?? true) : isEnvelope(json, status);
  return isFine ? missing : [...missing, "body"];
}

function isEnvelope(json: unknown, status: number): boolean {
  const { code, message, "invalid-params": params = [{}] } = errorOf(json);
  const texts = params.map((one: unknown) => JSON.stringify(one));
  const isUnique = new Set(texts).size === texts.length && texts.length > 0;
  return code === status && typeof message === "string" && isUnique;
}

/** The `error` of a refusal, or nothing. */
export function errorOf(json: unknown): {
  code?: unknown;
  message?: unknown;
  "invalid-params"?: { name: string }[];
} {
  return Object(Object(json).error);
}

export const idOf = ({ json }: Seen): string => `${Object(json).id}`;

/** The names of the webhooks on a page. */
export const namesOf = ({ json }: Seen): string[] => webhooksOf(json).map(({ name }) => `${name}`);

export const webhooksOf = (json: unknown): Record<string, unknown>[] => Object(json).webhooks ?? [];

export const cursorsOf = ({ json }: Seen): Record<string, string> => Object(json).cursors;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
