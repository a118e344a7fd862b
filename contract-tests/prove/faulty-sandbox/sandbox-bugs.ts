import { randomUUID } from "node:crypto";
import { sign } from "../../../src/receiver/index.js";
import type { AroundDelivery, DeliveryRequest } from "../../../src/sandbox/index.js";
import { accessBugs, responseBugs, type SandboxBug } from "./exchange-bugs.js";
import { operationBugs } from "./operation-bugs.js";

/** Deliveries that a receiver should refuse, or should not get at all. */
const deliveryBugs: Readonly<Record<string, AroundDelivery>> = {
  "deliveries have a timestamp in milliseconds": async (request, next) =>
    next(await signAgain(request, { timestamp: timestampOf(request) * 1_000 })),
  "each attempt has an id of its own": async (request, next) =>
    next(request.attempt === 1 ? request : await signAgain(request, { id: randomUUID() })),
  "each attempt has the first timestamp": async (request, next) => {
    const timestamp = firstTimestamps.get(request.deliveryId) ?? timestampOf(request);
    firstTimestamps.set(request.deliveryId, timestamp);
    return next(await signAgain(request, { timestamp }));
  },
  "failed deliveries are not tried again": async (request, next) => ({
    ...(await next(request)),
    status: 200,
  }),
  "deliveries lack custom headers": (request, next) => {
    const custom = (request.webhook.headers ?? []).map(({ key }) => key.toLowerCase());
    const others = Object.entries(request.headers).filter(([name]) => !custom.includes(name));
    return next({ ...request, headers: Object.fromEntries(others) });
  },
  "deliveries follow redirects": async (request, next) => {
    const response = await next(request);
    if (response.location === undefined) return response;
    return next({ ...request, url: new URL(response.location, request.url) });
  },
};

/** By the id of the delivery. */
const firstTimestamps = new Map<string, number>();

const timestampOf = ({ headers }: DeliveryRequest) => Number(headers["webhook-timestamp"]);

async function signAgain(
  request: DeliveryRequest,
  changed: { id?: string; timestamp?: number },
): Promise<DeliveryRequest> {
  const { deliveryId: id, body, headers, webhook } = request;
  const timestamp = timestampOf(request);
  const secrets = webhook.validationSecret;
  const signed = await sign({ id, timestamp, secrets, body, ...changed });
  return { ...request, headers: { ...headers, ...signed } };
}

const mapped = <T>(bugs: Record<string, T>, toBug: (bug: T) => SandboxBug) =>
  Object.fromEntries(Object.entries(bugs).map(([name, bug]) => [name, toBug(bug)]));

/** All bugs by their names. */
export const sandboxBugs: Readonly<Record<string, SandboxBug>> = {
  ...responseBugs,
  ...accessBugs,
  ...mapped(operationBugs, (handlers) => (options) => ({ ...options, handlers })),
  ...mapped(deliveryBugs, (around) => ({ deliveries, ...options }) => ({
    ...options,
    deliveries: { ...deliveries, around },
  })),
};
