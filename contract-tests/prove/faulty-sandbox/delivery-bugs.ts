import { randomUUID } from "node:crypto";
import { sign } from "../../../src/receiver/index.js";
import type { AroundDelivery, DeliveryRequest } from "../../../src/sandbox/index.js";
import type { SandboxBug } from "./sandbox-bug.js";

/** Deliveries that a receiver should refuse, or should not get at all. */
export const deliveryBugs: Readonly<Record<string, SandboxBug>> = {
  "deliveries have a timestamp in milliseconds": inDeliveries(
    () => async (request, next) =>
      next(await signAgain(request, { timestamp: timestampOf(request) * 1_000 })),
  ),
  "each attempt has an id of its own": inDeliveries(
    () => async (request, next) =>
      next(request.attempt === 1 ? request : await signAgain(request, { id: randomUUID() })),
  ),
  "each attempt has the first timestamp": inDeliveries(() => {
    const first = new Map<string, number>();
    return async (request, next) => {
      const timestamp = first.get(request.deliveryId) ?? timestampOf(request);
      first.set(request.deliveryId, timestamp);
      return next(await signAgain(request, { timestamp }));
    };
  }),
  "failed deliveries are not tried again": inDeliveries(() => async (request, next) => ({
    ...(await next(request)),
    status: 200,
  })),
  "deliveries lack custom headers": inDeliveries(() => (request, next) => {
    const custom = (request.webhook.headers ?? []).map(({ key }) => key.toLowerCase());
    const others = Object.entries(request.headers).filter(([name]) => !custom.includes(name));
    return next({ ...request, headers: Object.fromEntries(others) });
  }),
  "deliveries follow redirects": inDeliveries(() => async (request, next) => {
    const response = await next(request);
    if (response.location === undefined) return response;
    return next({ ...request, url: new URL(response.location, request.url) });
  }),
};

function inDeliveries(createAround: () => AroundDelivery): SandboxBug {
  return (options) => ({
    ...options,
    deliveries: { ...options.deliveries, around: createAround() },
  });
}

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
