import type { Hono } from "hono";
import type { OperationId } from "../../generated/routes.js";
import {
  type DeliveryStatus,
  deliveryStatuses,
  type SandboxEvent,
} from "./deliveries/delivery-log.js";
import type { Deliveries } from "./deliveries/sandbox-deliveries.js";
import { ErrorResponse, jsonResponse, responseToError } from "./error-response.js";
import type { FaultSwitch } from "./faults/fault-switch.js";
import type { Faults } from "./faults/fault-switchboard.js";
import type { FaultName } from "./faults/fault-table.js";
import { readText, type SandboxContext, type SandboxEnvironment } from "./sandbox-api.js";
import { isObject, SandboxError } from "./sandbox-error.js";
import type { SandboxSettings } from "./sandbox-options.js";

interface ControlServices extends Pick<SandboxSettings, "maxBodyBytes" | "onError"> {
  deliveries: Deliveries;
  faults: Faults;
  unimplemented: readonly OperationId[];
  reset(): Promise<void>;
}

/** Handles a request; the result is the JSON of the response. */
type Act = (context: SandboxContext) => unknown;

/** Adds the endpoints that control the sandbox itself to an app. */
export function mountControl(app: Hono<SandboxEnvironment>, services: ControlServices): void {
  const { deliveries, faults, unimplemented, reset, maxBodyBytes } = services;
  const idIn = ({ req }: SandboxContext) => req.param("id") ?? "";
  const faultIn = ({ req }: SandboxContext) => req.param("name") as FaultName;
  const endpoints: Record<string, Act> = {
    "GET ": () => ({ unimplemented, faults: faults.active() }),
    "POST /reset": () => reset(),
    "POST /apps/:app/events": async (context) => {
      const event = await readJson<SandboxEvent>(context, maxBodyBytes);
      return deliveries.trigger(context.req.param("app") ?? "", event);
    },
    "GET /deliveries": ({ req }) => {
      const { "app-id": appId, "webhook-id": webhookId, status } = req.query();
      return deliveries.list({ appId, webhookId, status: statusOf(status) });
    },
    "GET /deliveries/:id": (context) => found(deliveries.get(idIn(context))),
    "POST /deliveries/:id/resend": (context) => found(deliveries.resend(idIn(context))),
    "GET /settled": () => deliveries.settled(),
    "GET /faults": () => ({ known: faults.known, active: faults.active() }),
    "PUT /faults/:name": async (context) =>
      faults.set(faultIn(context), await readJson<FaultSwitch>(context, maxBodyBytes)),
    "DELETE /faults/:name": (context) => faults.clear(faultIn(context)),
    "DELETE /faults": () => faults.clear(),
  };
  for (const [endpoint, act] of Object.entries(endpoints)) {
    const [method = "", path] = endpoint.split(" ");
    app.on(method, `/_sandbox${path}`, (context) => respond(context, act, services.onError));
  }
}

function statusOf(text: string | undefined): DeliveryStatus | undefined {
  const status = deliveryStatuses.find((one) => one === text);
  if (status || text === undefined) return status;
  throw new ErrorResponse(400, `'status' must be one of ${deliveryStatuses.join(", ")}`);
}

/** 200 with a result, 204 without one, 4xx for an error in the request. */
async function respond(
  context: SandboxContext,
  act: Act,
  onError: ControlServices["onError"],
): Promise<Response> {
  try {
    refuseOtherOrigins(context);
    const result = await act(context);
    return jsonResponse(result === undefined ? 204 : 200, result);
  } catch (error) {
    const isInvalid = error instanceof SandboxError && error.code.startsWith("invalid");
    return responseToError(isInvalid ? new ErrorResponse(400, error.message) : error, onError);
  }
}

/**
 * Protects from cross-site requests: browsers send some without a preflight, but always with the
 * origin of the page.
 */
function refuseOtherOrigins({ req }: SandboxContext): void {
  const origin = req.header("origin");
  if (origin === undefined || origin === new URL(req.url).origin) return;
  throw new ErrorResponse(403, "Pages of other origins cannot control the sandbox");
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new ErrorResponse(404, "Not found");
  return value;
}

/** The body of a request, which must be a JSON object. @throws ErrorResponse */
async function readJson<T extends object>({ req }: SandboxContext, maxBytes: number): Promise<T> {
  if (!req.header("content-type")?.startsWith("application/json")) {
    throw new ErrorResponse(415, "Send JSON, with content-type: application/json");
  }
  const text = await readText(req.raw, maxBytes);
  try {
    const value: unknown = JSON.parse(text || "{}");
    if (isObject(value)) return value as T;
  } catch {
    // Reported below.
  }
  throw new ErrorResponse(400, "The body must be a JSON object");
}
