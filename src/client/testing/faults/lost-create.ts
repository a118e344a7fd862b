import { errorAnswer } from "../answers.js";
import type { Mode } from "../exchange.js";
import { afterWork, close, good, onCreate, reset, send, stall } from "../steps.js";

/** A create that fails, and what a client that reconciles makes of it. */
export interface LostCreate extends Mode {
  /** The requests that it takes, by their methods. */
  requests: string;
  result: string;
  /** How many webhooks of the name there are in the end. */
  created: number;
}

const created = { result: "value", created: 1 };

/** Functions, because their steps count the creates. */
export const lostCreates: Record<string, () => LostCreate> = {
  "nothing is wrong": () => ({ steps: [good], requests: "GET POST", ...created }),
  "request lost": () => ({
    steps: [onCreate(reset())],
    requests: "GET POST GET POST",
    ...created,
  }),
  "request lost twice": () => ({
    steps: [onCreate(reset(), reset())],
    requests: "GET POST GET POST GET POST",
    ...created,
  }),
  "request lost thrice": () => ({
    steps: [onCreate(reset(), reset(), reset())],
    requests: "GET POST GET POST GET POST GET",
    result: "NetworkError network, may have succeeded",
    created: 0,
  }),
  "answer lost": () => ({
    steps: [onCreate(afterWork(reset()))],
    requests: "GET POST GET GET",
    ...created,
  }),
  "answer too late": () => ({
    steps: [onCreate(afterWork(stall))],
    requests: "GET POST GET GET",
    ...created,
  }),
  "answer replaced by 502": () => ({
    steps: [onCreate(afterWork(send(errorAnswer(502))))],
    requests: "GET POST GET GET",
    ...created,
  }),
  "answer truncated": () => ({
    steps: [onCreate(afterWork(send({ status: 200, body: '{"id":"msg_' })))],
    requests: "GET POST GET GET",
    ...created,
  }),
  "answer empty": () => ({
    steps: [onCreate(afterWork(close()))],
    requests: "GET POST GET GET",
    ...created,
  }),
  "request lost, then answer lost": () => ({
    steps: [onCreate(reset(), afterWork(reset()))],
    requests: "GET POST GET POST GET GET",
    ...created,
  }),
  "429, then answer lost": () => ({
    steps: [onCreate(send(errorAnswer(429)), afterWork(reset()))],
    requests: "GET POST POST GET GET",
    ...created,
  }),
  "answer lost, and the list fails once": () => ({
    steps: [good, afterWork(reset()), send(errorAnswer(503)), good],
    requests: "GET POST GET GET GET",
    ...created,
  }),
  refused: () => ({
    steps: [onCreate(send(errorAnswer(403)))],
    requests: "GET POST",
    result: "ForbiddenError forbidden 403",
    created: 0,
  }),
};
