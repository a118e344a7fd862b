import type { OperationId } from "../../../generated/routes.js";
import { sign } from "../../receiver/index.js";
import type { DeliveryRequest } from "../deliveries/delivery-transport.js";
import { documentedError } from "../documented-responses.js";
import { ConnectionCut } from "../sandbox-server.js";
import { halfOf, hasBody, isError, withBody, withHeader, withStatus } from "./changed-response.js";
import type { Fault } from "./fault-types.js";
import { skipValidation } from "./skip-validation.js";

/**
 * All that can go wrong on purpose. Each fault works without more in its switch than its name.
 * Those that are on nest in the order of the table, the last one outermost.
 */
export const faultTable = {
  "skip-validation": {
    description: "Accepts requests whatever their `field` is; without one, whatever they are",
    takes: ["field", "rule"],
    check: skipValidation,
  },

  "empty-page": {
    description: "Shows no webhooks on pages that have a next one",
    async listWebhooks(request, next, { happens }) {
      const page = await next(request);
      return page.cursors.next && happens() ? { ...page, webhooks: [] } : page;
    },
  },
  "cursor-repeats": {
    description: "Begins the next page with the last webhook of the one before",
    async listWebhooks(request, next, { happens }) {
      const page = await next(request);
      const limit = page.webhooks.length - 1;
      if (!page.cursors.next || limit < 1 || !happens()) return page;
      const { cursors } = await next({ ...request, query: { ...request.query, limit } });
      return { ...page, cursors: { ...page.cursors, ...cursors } };
    },
  },
  "ignore-cursor": {
    description: "Shows the first page, whatever the cursor",
    async listWebhooks(request, next, { happens }) {
      const { cursor, ...query } = request.query;
      return next(cursor !== undefined && happens() ? { ...request, query } : request);
    },
  },

  status: {
    description: "Changes the status of a success to `status`; from 400 on, it does nothing else",
    takes: ["status"],
    async exchange(operationId, next, { how: { status = 500 }, happens }) {
      if (status >= 400 && happens()) return documentedError(operationId, status);
      const response = await next(operationId);
      const isChanged = status < 400 && response.ok && response.status !== status && happens();
      return isChanged ? withStatus(response, status) : response;
    },
  },
  "rate-limit": {
    description: "Responds with 429, as if the limit of the hour were used up, and does nothing",
    exchange: instead((operationId) => documentedError(operationId, 429)),
  },
  unauthorized: {
    description: "Responds with 401, as if there were no token, and does nothing",
    exchange: instead((operationId) => documentedError(operationId, 401)),
  },
  forbidden: {
    description: "Responds with 403, as to an expired or unknown token, and does nothing",
    exchange: instead((operationId) => documentedError(operationId, 403)),
  },
  redirect: {
    description: "Redirects to a login page with 302, and does nothing",
    exchange: instead(() => new Response(null, { status: 302, headers: { location: "/login" } })),
  },

  "truncated-json": {
    description: "Sends the first half of the body as if it were all",
    exchange: change(hasBody, async (response) => withBody(response, await halfOf(response))),
  },
  "not-json": {
    description: "Sends a body that is not JSON, and says that it is",
    exchange: change(hasBody, (response) => withBody(response, "OK")),
  },
  "empty-body": {
    description: "Sends an empty body where there should be one",
    exchange: change(hasBody, (response) => withBody(response, "")),
  },
  "wrong-content-type": {
    description: "Says of its JSON that it is text/plain",
    exchange: change(hasBody, (response) => withHeader(response, "content-type", "text/plain")),
  },
  "html-error": {
    description: "Responds to errors with a page of HTML",
    exchange: change(isError, (response) =>
      withHeader(withBody(response, htmlPage), "content-type", "text/html"),
    ),
  },
  "drop-header": {
    description: "Leaves out the `header`; over a socket, Content-Type is empty instead",
    takes: ["header"],
    async exchange(operationId, next, { how: { header = "content-type" }, happens }) {
      const response = await next(operationId);
      return response.headers.has(header) && happens() ? withHeader(response, header) : response;
    },
  },

  delay: {
    description: "Does what was asked, and responds `delay` milliseconds later",
    takes: ["delay"],
    async exchange(operationId, next, { how: { delay = 1_000 }, happens, wait }) {
      const response = await next(operationId);
      if (happens()) await wait(delay);
      return response;
    },
  },
  hang: {
    description: "Does nothing and never responds",
    exchange: instead(() => new Promise(() => {})),
  },
  "cut-before": {
    description: "Does nothing and cuts the connection",
    exchange: instead(() => Promise.reject(new ConnectionCut())),
  },
  "cut-body": {
    description: "Does what was asked, and cuts the connection in the middle of the body",
    exchange: change(hasBody, (response) => Promise.reject(new ConnectionCut(response))),
  },
  "lost-answer": {
    description: "Does what was asked, then cuts the connection instead of responding",
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
    description: "Delivers the body in other bytes than were signed",
    delivery: changeDelivery((request) => ({
      ...request,
      body: JSON.stringify(JSON.parse(request.body), null, 2),
    })),
  },
  "delivery-duplicate": {
    description: "Makes each attempt at a delivery twice",
    async delivery(request, next, { happens }) {
      if (happens()) await next(request);
      return next(request);
    },
  },
  "delivery-fail": {
    description: "Fails to connect to the receiver, so that the delivery is tried again later",
    async delivery(request, next, { happens }) {
      if (!happens()) return next(request);
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    },
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faultTable;

const htmlPage = "<!doctype html>\n<title>Error</title>\n<h1>Something went wrong</h1>\n";

type Exchange = NonNullable<Fault["exchange"]>;

/** Responds without doing anything. */
function instead(respond: (operationId: OperationId) => Response | Promise<Response>): Exchange {
  return async (operationId, next, { happens }) =>
    happens() ? respond(operationId) : next(operationId);
}

/** Changes responses, where there is something to change. */
function change(
  fits: (response: Response) => boolean,
  changed: (response: Response) => Response | Promise<Response>,
): Exchange {
  return async (operationId, next, { happens }) => {
    const response = await next(operationId);
    return fits(response) && happens() ? changed(response) : response;
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
