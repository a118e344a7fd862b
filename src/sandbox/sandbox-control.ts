import type { Hono } from "hono";
import { type Operation, operations } from "../../generated/operations.js";
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
import { essenceOf } from "./read-request.js";
import { readText, type SandboxContext, type SandboxEnvironment } from "./sandbox-api.js";
import { isObject, SandboxError } from "./sandbox-error.js";
import type { SandboxSettings } from "./sandbox-options.js";

interface ControlServices extends Pick<SandboxSettings, "maxBodyBytes" | "onError"> {
  deliveries: Deliveries;
  faults: Faults;
  unimplemented: readonly OperationId[];
  /** The path of the API. */
  basePath: string;
  reset(): Promise<void>;
}

/** Handles a request; the result is the JSON of the response. */
type Act = (context: SandboxContext, services: ControlServices) => unknown;

const idIn = ({ req }: SandboxContext) => req.param("id") ?? "";
const faultIn = ({ req }: SandboxContext) => req.param("name") as FaultName;

/** What each endpoint does, in words and in fact. */
const endpoints: Record<string, [what: string, act: Act]> = {
  "GET ": ["shows what there is", (...request) => indexOf(...request)],
  "POST /reset": ["deletes everything", (_, { reset }) => reset()],
  "POST /apps/:app/events": [
    'delivers an event, such as { "type": "teamserver.push" }',
    async (context, { deliveries, maxBodyBytes }) => {
      const event = await readJson<SandboxEvent>(context, maxBodyBytes);
      return deliveries.trigger(context.req.param("app") ?? "", event);
    },
  ],
  "GET /deliveries": [
    "lists the deliveries; ?app-id=, ?webhook-id= and ?status= select some",
    ({ req }, { deliveries }) => {
      const { "app-id": appId, "webhook-id": webhookId, status } = req.query();
      return deliveries.list({ appId, webhookId, status: statusOf(status) });
    },
  ],
  "GET /deliveries/:id": [
    "shows a delivery and its attempts",
    (context, { deliveries }) => found(deliveries.get(idIn(context))),
  ],
  "POST /deliveries/:id/resend": [
    "sends a delivery again",
    (context, { deliveries }) => found(deliveries.resend(idIn(context))),
  ],
  "GET /settled": [
    "responds once no delivery is pending",
    (_, { deliveries }) => deliveries.settled(),
  ],
  "GET /faults": [
    "lists the failures that can be simulated",
    (_, { faults }) => ({ known: faults.known, active: faults.active() }),
  ],
  "PUT /faults/:name": [
    'simulates a failure, with settings such as { "times": 1 }',
    async (context, { faults, maxBodyBytes }) =>
      faults.set(faultIn(context), await readJson<FaultSwitch>(context, maxBodyBytes)),
  ],
  "DELETE /faults/:name": [
    "no longer simulates a failure",
    (context, { faults }) => faults.clear(faultIn(context)),
  ],
  "DELETE /faults": ["no longer simulates any failure", (_, { faults }) => faults.clear()],
};

/** Adds the endpoints that control the sandbox itself to an app, and an index of what there is. */
export function mountControl(app: Hono<SandboxEnvironment>, services: ControlServices): void {
  for (const [endpoint, [, act]] of Object.entries(endpoints)) {
    const [method = "", path] = endpoint.split(" ");
    app.on(method, `/_sandbox${path}`, (context) => respond(context, act, services));
  }
  // Without a base path, this is an address of the API.
  if (services.basePath !== "") app.get("/", (context) => respond(context, indexOf, services));
}

/** What a person who looks at the sandbox needs to know, laid out for `curl`. */
function indexOf({ req }: SandboxContext, services: ControlServices): Response {
  const { basePath, unimplemented, faults } = services;
  const index = {
    api: new URL(req.url).origin + basePath,
    authorization: "MxToken <token>",
    operations: Object.fromEntries(
      Object.entries<Operation>(operations).map(([operationId, { method, path }]) => [
        operationId,
        `${method} ${basePath}${path}`,
      ]),
    ),
    control: Object.fromEntries(
      Object.entries(endpoints).map(([endpoint, [what]]) => [
        endpoint.replace(" ", " /_sandbox").replace(/:(\w+)/, "{$1}"),
        what,
      ]),
    ),
    help: "npx mendix-webhooks sandbox --help",
    ...{ unimplemented, faults: faults.active() },
  };
  const headers = { "content-type": "application/json" };
  return new Response(`${JSON.stringify(index, null, 2)}\n`, { headers });
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
  services: ControlServices,
): Promise<Response> {
  try {
    refuseOtherOrigins(context);
    const result = await act(context, services);
    if (result instanceof Response) return result;
    return jsonResponse(result === undefined ? 204 : 200, result);
  } catch (error) {
    const isInvalid = error instanceof SandboxError && error.code.startsWith("invalid");
    const shown = isInvalid ? new ErrorResponse(400, error.message) : error;
    return responseToError(shown, services.onError);
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
  if (essenceOf(req.header("content-type")) !== "application/json") {
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
