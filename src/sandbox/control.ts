import type { Context, Hono } from "hono";
import { examples } from "../../generated/examples.js";
import type { OperationId } from "../../generated/routes.js";
import { type Answer, Refusal } from "./answer.js";
import { refusalLike } from "./authenticate.js";
import type { Deliveries } from "./deliveries/create-deliveries.js";
import {
  type DeliveryStatus,
  deliveryStatuses,
  type SandboxEvent,
} from "./deliveries/delivery-log.js";
import { type Environment, headerOf, readText } from "./environment.js";
import { SandboxError } from "./errors.js";
import type { FaultSwitch } from "./faults/fault.js";
import type { FaultName } from "./faults/fault-table.js";
import type { Faults } from "./faults/faults.js";
import { writeAnswer } from "./write-answer.js";

/** What is steered from outside. */
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
export function mountControl(app: Hono<Environment>, services: ControlServices): void {
  const { deliveries, faults, unimplemented, trigger, reset, maxBodyBytes } = services;
  const on = (method: string, path: string, answer: (context: Call) => unknown) =>
    app.on(method, `/_sandbox${path}`, (context) => respond(context, answer, services));

  on("GET", "", () => ({ unimplemented, faults: faults.active() }));
  on("POST", "/reset", () => reset());
  on("POST", "/apps/:app/events", async (call) => {
    const event = await jsonOf<SandboxEvent>(call, maxBodyBytes);
    return trigger(call.req.param("app") ?? "", event);
  });
  on("GET", "/deliveries", ({ req }) => {
    const { "app-id": appId, "webhook-id": webhookId, status } = req.query();
    const filter = { ...(appId && { appId }), ...(webhookId && { webhookId }) };
    return deliveries.list({ ...filter, ...(status && { status: statusOf(status) }) });
  });
  on("GET", "/deliveries/:id", ({ req }) => known(deliveries.get(req.param("id") ?? "")));
  on("POST", "/deliveries/:id/resend", ({ req }) =>
    known(deliveries.resend(req.param("id") ?? "")),
  );
  on("GET", "/settled", () => deliveries.settled());
  on("GET", "/faults", () => ({ known: faults.known, active: faults.active() }));
  on("PUT", "/faults/:name", async (call) => {
    faults.set(call.req.param("name") as FaultName, await jsonOf<FaultSwitch>(call, maxBodyBytes));
  });
  on("DELETE", "/faults/:name", ({ req }) => faults.clear(req.param("name") as FaultName));
  on("DELETE", "/faults", () => faults.clear());
}

type Call = Context<Environment>;

function statusOf(text: string): DeliveryStatus {
  const status = deliveryStatuses.find((one) => one === text);
  if (status) return status;
  throw new Refusal(400, `'status' must be one of ${deliveryStatuses.join(", ")}`);
}

/** 200 with what there is to say, 204 with nothing, 400 for what was asked wrongly. */
async function respond(
  context: Call,
  answer: (context: Call) => unknown,
  { onError }: ControlServices,
): Promise<Response> {
  const outgoing = context.env?.outgoing;
  try {
    refuseOtherOrigins(context);
    const body = await answer(context);
    return await writeAnswer({ status: body === undefined ? 204 : 200, body }, outgoing);
  } catch (error) {
    const known = answerTo(error);
    if (known === undefined) onError(error);
    return await writeAnswer(known ?? refusalLike(examples.systemError).answer, outgoing);
  }
}

/**
 * A page of another origin, open in the user's browser, may send a request of the simple kind
 * without asking; it cannot leave out where it comes from.
 */
function refuseOtherOrigins({ req }: Call): void {
  const origin = req.header("origin");
  if (origin === undefined || origin === new URL(req.url).origin) return;
  throw new Refusal(403, "Pages of other origins do not steer the sandbox");
}

function answerTo(error: unknown): Answer | undefined {
  if (error instanceof Refusal) return error.answer;
  if (error instanceof SandboxError) return new Refusal(400, error.message).answer;
  return undefined;
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Refusal(404, "Not found");
  return found;
}

/** The body of a request. */
async function jsonOf<T extends object>(call: Call, maxBytes: number): Promise<T> {
  if (!headerOf(call, "content-type")?.startsWith("application/json")) {
    throw new Refusal(415, "Send JSON, with content-type: application/json");
  }
  const text = await readText(call, maxBytes);
  if (text === undefined) throw new Refusal(413, "Request body too large");
  try {
    const value: unknown = JSON.parse(text || "{}");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as T;
  } catch {
    // Said below.
  }
  throw new Refusal(400, "The body must be a JSON object");
}
