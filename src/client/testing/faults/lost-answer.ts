import { errorAnswer } from "../answers.js";
import { type Faults, lostOnce, noWait, oneBackoff, twoBackoffs } from "../fault.js";
import { afterWork, good, reset, send, stall } from "../steps.js";

/** The service does its work, and its answer does not arrive; what is repeated meets the result. */
export const lostAnswerFaults: Faults = {
  // A repeated delete is answered with 404, which tells that the first one did its work.
  "answer lost, once": { steps: [afterWork(reset()), good], rows: lostOnce },
  "answer too late, once": {
    steps: [afterWork(stall), good],
    rows: [
      ["get list update delete", "value", 2, oneBackoff],
      ["create", "TimeoutError timeout, may have succeeded", 1, noWait],
    ],
  },
  "answer replaced by 504, once": {
    steps: [afterWork(send(errorAnswer(504))), good],
    rows: [
      ["get list update delete", "value", 2, oneBackoff],
      ["create", "ServerError server 504, may have succeeded", 1, noWait],
    ],
  },
  "answer lost, then 503, then good": {
    steps: [afterWork(reset()), send(errorAnswer(503)), good],
    rows: [
      ["get list update delete", "value", 3, twoBackoffs],
      ["create", "NetworkError network, may have succeeded", 1, noWait],
    ],
  },
  "answer lost, then 403": {
    steps: [afterWork(reset()), send(errorAnswer(403))],
    rows: [
      ["get list", "ForbiddenError forbidden 403", 2, oneBackoff],
      ["update delete", "ForbiddenError forbidden 403, may have succeeded", 2, oneBackoff],
      ["create", "NetworkError network, may have succeeded", 1, noWait],
    ],
  },
  "500, then 404": {
    steps: [send(errorAnswer(500)), send(errorAnswer(404))],
    rows: [
      ["get list", "NotFoundError not_found 404", 2, oneBackoff],
      ["update", "NotFoundError not_found 404, may have succeeded", 2, oneBackoff],
      ["delete", "value", 2, oneBackoff],
      ["create", "ServerError server 500, may have succeeded", 1, noWait],
    ],
  },
};
