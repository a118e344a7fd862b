import type { OperationId } from "../../../generated/routes.js";
import { sign } from "../../receiver/index.js";
import type { DeliveryRequest } from "../deliveries/delivery-transport.js";
import { documentedError } from "../documented-responses.js";
import { ConnectionCut } from "../error-response.js";
import type { Fault, FaultSwitch } from "./fault-switch.js";
import { skipValidation } from "./skip-validation.js";

/**
 * The faults that can be switched on. Each has defaults for all settings. Active faults nest in the
 * order of the table, the last one outermost.
 */
export const faultTable = {
  "skip-validation": {
    description: "Does not validate `field` of requests, or nothing of them without a `field`",
    takes: ["field", "rule"],
    check: skipValidation,
  },

  status: {
    description: "Responds with the error `status`, without performing the request",
    takes: ["status"],
    exchange: instead((operationId, { status = 500 }) => documentedError(operationId, status)),
  },
  redirect: {
    description: "Redirects to a login page with 302, without performing the request",
    exchange: instead(() => new Response(null, { status: 302, headers: { location: "/login" } })),
  },

  "truncated-json": {
    description: "Sends only the first half of the body, as a complete response",
    exchange: change(async (response) => {
      const body = await response.arrayBuffer();
      return new Response(body.slice(0, Math.ceil(body.byteLength / 2)), response);
    }),
  },
  "empty-body": {
    description: "Sends an empty body in place of JSON",
    exchange: change((response) => new Response("", response)),
  },
  "wrong-content-type": {
    description: "Sends JSON with the content type text/plain",
    exchange: change((response) => withHeader(response, "content-type", "text/plain")),
  },
  "html-error": {
    description: "Sends errors as HTML pages",
    exchange: change(
      (response) => withHeader(new Response(htmlPage, response), "content-type", "text/html"),
      ({ status }) => status >= 400,
    ),
  },
  "drop-header": {
    description: "Omits the `header`; Content-Type is sent empty instead",
    takes: ["header"],
    async exchange(operationId, next, { how: { header = "content-type" }, happens }) {
      const response = await next(operationId);
      if (!response.headers.has(header) || !happens()) return response;
      // Without a content type, Hono would add one.
      return withHeader(response, header, /^content-type$/i.test(header) ? "" : undefined);
    },
  },

  delay: {
    description: "Adds latency: performs the request and responds `delay` milliseconds later",
    takes: ["delay"],
    async exchange(operationId, next, { how: { delay = 1_000 }, happens, wait }) {
      const response = await next(operationId);
      if (happens()) await wait(delay);
      return response;
    },
  },
  hang: {
    description: "Never responds, and does not perform the request",
    exchange: instead(() => new Promise(() => {})),
  },
  "cut-before": {
    description: "Closes the connection without performing the request",
    exchange: instead(() => Promise.reject(new ConnectionCut())),
  },
  "cut-body": {
    description: "Performs the request, and closes the connection in the middle of the body",
    exchange: change(async (response) => {
      const body = new Uint8Array(await response.arrayBuffer());
      const stream = new ReadableStream({
        start: (controller) => controller.enqueue(body.subarray(0, body.length / 2)),
        pull: (controller) => controller.error(new ConnectionCut()),
      });
      // Hono would otherwise wait for the end of a short body, to send its length.
      return withHeader(new Response(stream, response), "transfer-encoding", "chunked");
    }),
  },
  "lost-response": {
    description: "Performs the request, and closes the connection instead of responding",
    async exchange(operationId, next, { happens }) {
      const response = await next(operationId);
      if (happens()) throw new ConnectionCut();
      return response;
    },
  },

  "delivery-unsigned": {
    description: "Delivers without a signature",
    delivery: changeDelivery((request) => {
      const { "webhook-signature": _, ...headers } = request.headers;
      return { ...request, headers };
    }),
  },
  "delivery-wrong-key": {
    description: "Signs deliveries with a secret that is not the webhook's",
    delivery: changeDelivery((request) =>
      signAgain(request, { secrets: `whsec_${"0".repeat(32)}` }),
    ),
  },
  "delivery-stale": {
    description: "Signs deliveries with a timestamp that is an hour old",
    delivery: changeDelivery((request) =>
      signAgain(request, { timestamp: Number(request.headers["webhook-timestamp"]) - 3_600 }),
    ),
  },
  "delivery-reserialized": {
    description: "Formats the body of deliveries anew after signing it",
    delivery: changeDelivery((request) => ({
      ...request,
      body: JSON.stringify(JSON.parse(request.body), null, 2),
    })),
  },
  "delivery-duplicate": {
    description: "Sends each attempt at a delivery twice",
    async delivery(request, next, { happens }) {
      if (happens()) await next(request).catch(() => {});
      return next(request);
    },
  },
  "delivery-fail": {
    description: "Fails to connect to the receiver, so that the delivery is retried later",
    async delivery(request, next, { happens }) {
      if (!happens()) return next(request);
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    },
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faultTable;

const htmlPage = "<!doctype html>\n<title>Error</title>\n<h1>Something went wrong</h1>\n";

/** The response with another value of a header, or without the header. */
function withHeader(response: Response, name: string, value?: string): Response {
  const changed = new Response(response.body, response);
  if (value === undefined) changed.headers.delete(name);
  else changed.headers.set(name, value);
  return changed;
}

type Exchange = NonNullable<Fault["exchange"]>;

/** Responds without performing the request. */
function instead(
  respond: (operationId: OperationId, how: FaultSwitch) => Response | Promise<Response>,
): Exchange {
  return async (operationId, next, { how, happens }) =>
    happens() ? respond(operationId, how) : next(operationId);
}

/** Changes the responses that have a body, or that another condition selects. */
function change(
  changed: (response: Response) => Response | Promise<Response>,
  isAffected = ({ body }: Response): boolean => body !== null,
): Exchange {
  return async (operationId, next, { happens }) => {
    const response = await next(operationId);
    return isAffected(response) && happens() ? changed(response) : response;
  };
}

function changeDelivery(
  changed: (request: DeliveryRequest) => DeliveryRequest | Promise<DeliveryRequest>,
): NonNullable<Fault["delivery"]> {
  return async (request, next, { happens }) => next(happens() ? await changed(request) : request);
}

/** Signs a delivery anew, with something other than usual. */
async function signAgain(
  request: DeliveryRequest,
  changed: { secrets?: string; timestamp?: number },
): Promise<DeliveryRequest> {
  const { deliveryId: id, body, headers, webhook } = request;
  const timestamp = Number(headers["webhook-timestamp"]);
  const signed = await sign({ id, timestamp, secrets: webhook.validationSecret, body, ...changed });
  return { ...request, headers: { ...headers, ...signed } };
}
