import assert from "node:assert/strict";
import { type OperationId, type Route, routes } from "../../../generated/routes.js";
import type { Validator } from "../../../generated/validators/requests.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { sign, unwrap } from "../../../src/receiver/index.js";
import { checkAccepted, checkRefused, expectedOf } from "../../checks/expectations.js";
import { deliveryPath } from "../../derive/invalid-response-mock.js";
import { exchange, type Request } from "../../oracle/http-exchange.js";
import { comparable, type Finding } from "../../oracle/oracle.js";
import type { SuiteContext } from "../../run/check.js";
import type { Target } from "../../targets/target.js";
import { plainNumber } from "./generated-requests.js";

/** Rejects if an implementation judges a request otherwise than the oracle. */
export type Agreement = (
  operation: Operation,
  request: Request,
  findings: Finding[],
) => Promise<void>;

/** A target accepts the request, or refuses it for exactly the oracle's findings. */
export const targetAgrees =
  (context: SuiteContext, target: Target): Agreement =>
  (operation, request, findings) =>
    findings.length === 0
      ? checkAccepted(context, target, operation, request)
      : checkRefused(context, target, operation, request);

/** Prism in the place of a receiver. */
export const mockedReceiverAgrees =
  ({ oracle }: SuiteContext, prism: Target): Agreement =>
  async (delivery, request, findings) => {
    const url = await prism.url("invalid responses");
    const { response } = await exchange(url, deliveryPath(delivery.path), request);
    assert.deepEqual(prism.reported(response), expectedOf(prism, request, findings));
    assert.equal(response.status < 300, findings.length === 0);
    assert.deepEqual(oracle.validateResponse(delivery, response), []);
  };

/** The generated validators of an operation, which the client and the sandbox use. */
export const validatorsAgree: Agreement = async (operation, request, findings) => {
  const route: Route = routes[operation.operationId as OperationId];
  const { body } = request;
  const isJson = findings.every(({ keyword }) => keyword !== "mediaType");
  const found = [
    ...(route.parameters
      ? findingsOf(route.parameters, typedParameters(operation, request)).map((finding) => ({
          ...finding,
          place: finding.place.replace("body/", ""),
        }))
      : []),
    ...(route.body && body && isJson ? findingsOf(route.body, JSON.parse(body)) : []),
  ];
  // Everything else that the oracle finds is about HTTP, and no validator sees it.
  const expected = findings.filter(
    ({ place, keyword, missing }) =>
      /^(path|query|body)/.test(place) && (keyword !== "required" || missing !== undefined),
  );
  assert.deepEqual(comparable(found), comparable(expected));
};

/** The parameters as a client would pass them. */
function typedParameters({ parameters }: Operation, { path, query }: Request) {
  const places: Record<string, Record<string, unknown>> = { path: {}, query: {} };
  for (const { name, in: place, schema } of parameters) {
    const text = place === "path" ? path[name] : query[name];
    if (text === undefined) continue;
    const isBoolean = schema.type === "boolean" && /^(true|false)$/.test(`${text}`);
    const isNumber = schema.type === "integer" && plainNumber.test(`${text}`);
    const value = isBoolean ? text === "true" : isNumber ? Number(text) : text;
    places[place] = { ...places[place], [name]: value };
  }
  return places;
}

function findingsOf(validate: Validator, value: unknown): Finding[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, params }) => ({
    place: `body${instancePath}`,
    keyword,
    ...(keyword === "required" && { missing: String(params.missingProperty) }),
  }));
}

const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";

/** The receiver: an event has the type of the first delivery whose schema its body matches. */
export const receiverAgrees =
  ({ oracle }: SuiteContext, deliveries: Operation[]): Agreement =>
  async (_, { body }) => {
    if (body === undefined) return;
    const request = { method: "post", path: {}, query: {}, headers: jsonType, body };
    const matching = deliveries.find((delivery) =>
      oracle.validateRequest(delivery, request).every(({ place }) => !place.startsWith("body")),
    );
    const headers = await sign({ id: "msg_1", body, secrets: secret });
    const { event } = await unwrap({ headers, body }, { secrets: secret, strict: true });
    assert.equal(event.type, matching?.path ?? "unknown");
  };

const jsonType = { "content-type": "application/json" };
