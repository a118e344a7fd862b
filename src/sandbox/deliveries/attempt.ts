import type { Clock, VirtualClock } from "../../shared/clock.js";
import type { Breaks } from "../breaks.js";
import type { Random } from "../random.js";
import type { StoredWebhook } from "../state.js";
import type { Attempt } from "./delivery.js";
import { Failure, lineOf } from "./failure.js";
import { shownAnswer } from "./secrets.js";
import { type Message, signedRequest, targetOf } from "./signed-request.js";
import type { Answer, Outgoing, Transport } from "./transport.js";

/** What attempts need. */
export interface AttemptServices {
  clock: Clock | VirtualClock;
  random: Random;
  breaks: Breaks;
  transport: Transport;
  /** Milliseconds that a whole answer may take. */
  timeout: number;
}

/** Whether the webhook's system took the delivery. */
export const hasSucceeded = ({ status = 0 }: Attempt): boolean => status >= 200 && status < 300;

/** Sends a message to a webhook once; whatever happens is told, nothing is thrown. */
export async function makeAttempt(
  message: Message,
  stored: StoredWebhook,
  ending: AbortController,
  services: AttemptServices,
): Promise<Attempt> {
  const { clock } = services;
  const told = (outcome: Partial<Attempt>): Attempt => ({
    at: new Date(message.now).toISOString(),
    duration: clock.now() - message.now,
    ...outcome,
  });
  try {
    const request = await signedRequest(message, stored, services);
    const follows = () => services.breaks("refuseRedirect", stored.appId);
    const answered = await inTime(ending, services.timeout, (signal) =>
      exchange({ ...request, signal }, services.transport, follows),
    );
    const answer = shownAnswer(stored, answered);
    return told({
      status: answered.status,
      ...(answer !== undefined && { answer }),
      ...(leadsAway(answered) && { error: "redirects are not followed" }),
    });
  } catch (error) {
    return told({ error: lineOf(error) });
  }
}

/** @param ending - ends it before its time, when aborted */
async function inTime<T>(
  ending: AbortController,
  timeout: number,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = ending;
  signal.throwIfAborted();
  // Of the system, whatever the clock: a receiver takes real time.
  const timer = setTimeout(() => {
    ending.abort(new Failure(`no answer within ${timeout / 1000} s`));
  }, timeout);
  const ended = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  try {
    return await Promise.race([act(signal), ended]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param follows - asked about a redirect, whether to follow it */
async function exchange(
  outgoing: Outgoing,
  transport: Transport,
  follows: () => boolean,
): Promise<Answer> {
  const answer = await transport(outgoing);
  if (!leadsAway(answer) || !follows()) return answer;
  const { url } = targetOf(new URL(answer.location, outgoing.url));
  return transport({ ...outgoing, url });
}

const leadsAway = <T extends Pick<Answer, "status" | "location">>(
  answer: T,
): answer is T & { location: string } =>
  answer.status >= 300 && answer.status < 400 && answer.location !== undefined;
