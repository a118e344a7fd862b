import type { Hono } from "hono";
import { examples } from "../../generated/examples.js";
import type { OperationId } from "../../generated/routes.js";
import type { Deliveries } from "./deliveries/create-deliveries.js";
import {
  type DeliveryStatus,
  deliveryStatuses,
  type SandboxEvent,
} from "./deliveries/delivery-log.js";
import { ErrorResponse, errorLike, jsonResponse } from "./error-response.js";
import type { Faults } from "./faults/fault-switchboard.js";
import type { FaultName } from "./faults/fault-table.js";
import type { FaultSwitch } from "./faults/fault-types.js";
import { readText, type SandboxContext, type SandboxEnvironment } from "./sandbox-api.js";
import { SandboxError } from "./sandbox-error.js";
import { isObject } from "./value-checks.js";

/** What `/_sandbox` controls. */
export interface ControlServices {
  deliveries: Deliveries;
  faults: Faults;
  unimplemented: readonly OperationId[];
  maxBodyBytes: number;
  /** Told of failures of the sandbox itself. */
  onError(error: unknown): void;
  trigger: Deliveries["trigger"];
  reset(): Promise<void>;
}

/** Gives an app the endpoints that steer the sandbox itself. */
export function mountControl(app: Hono<SandboxEnvironment>, services: ControlServices): void {
  const { deliveries, faults, unimplemented, trigger, reset, maxBodyBytes } = services;
  const on = (method: string, path: string, act: (context: SandboxContext) => unknown) =>
    app.on(method, `/_sandbox${path}`, (context) => respond(context, act, services));

  on("GET", "", () => ({ unimplemented, faults: faults.active() }));
  on("POST", "/reset", () => reset());
  on("POST", "/apps/:app/events", async (context) => {
    const event = await readJson<SandboxEvent>(context, maxBodyBytes);
    return trigger(context.req.param("app") ?? "", event);
  });
  on("GET", "/deliveries", ({ req }) => {
    const { "app-id": appId, "webhook-id": webhookId, status } = req.query();
    const filter = { ...(appId && { appId }), ...(webhookId && { webhookId }) };
    return deliveries.list({ ...filter, ...(status && { status: statusOf(status) }) });
  });
  on("GET", "/deliveries/:id", ({ req }) => found(deliveries.get(req.param("id") ?? "")));
  on("POST", "/deliveries/:id/resend", ({ req }) =>
    found(deliveries.resend(req.param("id") ?? "")),
  );
  on("GET", "/settled", () => deliveries.settled());
  on("GET", "/faults", () => ({ known: faults.known, active: faults.active() }));
  on("PUT", "/faults/:name", async (context) => {
    faults.set(
      context.req.param("name") as FaultName,
      await readJson<FaultSwitch>(context, maxBodyBytes),
    );
  });
  on("DELETE", "/faults/:name", ({ req }) => faults.clear(req.param("name") as FaultName));
  on("DELETE", "/faults", () => faults.clear());
}

function statusOf(text: string): DeliveryStatus {
  const status = deliveryStatuses.find((one) => one === text);
  if (status) return status;
  throw new ErrorResponse(400, `'status' must be one of ${deliveryStatuses.join(", ")}`);
}

/** 200 with the result as JSON, 204 without a result, 400 for a mistake in the request. */
async function respond(
  context: SandboxContext,
  act: (context: SandboxContext) => unknown,
  { onError }: ControlServices,
): Promise<Response> {
  try {
    refuseOtherOrigins(context);
    const result = await act(context);
    return jsonResponse(result === undefined ? 204 : 200, result);
  } catch (error) {
    if (error instanceof ErrorResponse) return error.toResponse();
    if (error instanceof SandboxError) return new ErrorResponse(400, error.message).toResponse();
    onError(error);
    return errorLike(examples.systemError).toResponse();
  }
}

/**
 * A page of another origin, open in the user's browser, may send a request of the simple kind
 * without asking; it cannot leave out where it comes from.
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
    // The error below says so.
  }
  throw new ErrorResponse(400, "The body must be a JSON object");
}
