import { allMethods, type Faults, harmless, noWait, type Row } from "../fault.js";
import { goodAnswer, send } from "../steps.js";

const page = "<!doctype html><title>Sorry</title><h1>We will be back</h1>";
const html = { "content-type": "text/html" };

/** A success by its status, with a body that the contract does not know; a delete looks at none. */
const strange = (status: number): readonly Row[] => [
  ["get list", `ApiError invalid_response ${status}`, 1, noWait],
  ["update create", `ApiError invalid_response ${status}, may have succeeded`, 1, noWait],
  ["delete", "value", 1, noWait],
];

/** Answers in good HTTP with something strange in them. */
export const contentFaults: Faults = {
  "JSON as text/plain": {
    steps: [
      send((exchange) => ({
        ...goodAnswer(exchange),
        headers: { "content-type": "text/plain" },
      })),
    ],
    rows: harmless,
  },
  "JSON of no content-type": {
    steps: [
      send((exchange) => ({ ...goodAnswer(exchange), headers: { "content-type": undefined } })),
    ],
    rows: harmless,
  },
  "JSON with a property that is new": {
    steps: [
      send((exchange) => {
        const answer = goodAnswer(exchange);
        return { ...answer, body: (answer.body ?? "").replace("{", '{"isNew":true,') };
      }),
    ],
    // The caller gets the property too.
    rows: [
      ["get list create update", "value and more", 1, noWait],
      ["delete", "value", 1, noWait],
    ],
  },
  "truncated JSON in good framing": {
    steps: [send({ status: 200, body: '{"webhooks":[{"id":"msg_' })],
    rows: strange(200),
  },
  "HTML with 200": {
    steps: [send({ status: 200, headers: html, body: page })],
    rows: strange(200),
  },
  "nothing with 200": { steps: [send({ status: 200 })], rows: strange(200) },
  "nothing with 202": { steps: [send({ status: 202 })], rows: strange(202) },
  "204 where a body is due": { steps: [send({ status: 204 })], rows: strange(204) },
  "204 with a body": {
    steps: [send({ status: 204, headers: { "content-length": "2" }, body: "{}" })],
    rows: strange(204),
  },
  "null with 200": { steps: [send({ status: 200, body: "null" })], rows: strange(200) },
  "a string with 200": { steps: [send({ status: 200, body: '"ok"' })], rows: strange(200) },
  "JSON of another shape": {
    steps: [send({ status: 200, body: '{"id":1,"webhooks":{},"cursors":null}' })],
    rows: strange(200),
  },
  "an error's body with 200": {
    steps: [send({ status: 200, body: '{"error":{"code":500,"message":"Oops"}}' })],
    rows: strange(200),
  },
  "HTML with 502": {
    steps: [send({ status: 502, headers: html, body: page })],
    rows: [
      ["get list", "ServerError server 502", 3, [500, 1000]],
      ["update delete", "ServerError server 502, may have succeeded", 3, [500, 1000]],
      ["create", "ServerError server 502, may have succeeded", 1, noWait],
    ],
  },
  "null with 404": {
    steps: [send({ status: 404, body: "null" })],
    rows: [[allMethods, "NotFoundError not_found 404", 1, noWait]],
  },
  "an envelope of another shape with 400": {
    steps: [send({ status: 400, body: '{"error":{"invalid-params":[null,7,{"name":"x"}]}}' })],
    rows: [[allMethods, "BadRequestError bad_request 400", 1, noWait]],
  },
  "a string for an error with 403": {
    steps: [send({ status: 403, body: '{"error":"forbidden"}' })],
    rows: [[allMethods, "ForbiddenError forbidden 403", 1, noWait]],
  },
};
