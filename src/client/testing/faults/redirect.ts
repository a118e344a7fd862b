import { allMethods, type Fault, type Faults, noWait } from "../fault.js";
import { good, send } from "../steps.js";

/** Redirects; the client may follow none, for the token was not meant for where they lead. */
export const redirectFaults: Faults = {
  "301 to another origin": redirect(301, "elsewhere"),
  "302 to another origin": redirect(302, "elsewhere"),
  "303 to another origin": redirect(303, "elsewhere"),
  "307 to another origin": redirect(307, "elsewhere"),
  "308 to another origin": redirect(308, "elsewhere"),
  "302 to the same origin": redirect(302, "origin"),
  "308 to the same origin": redirect(308, "origin"),
  "302 to nowhere": {
    steps: [send({ status: 302 }), good],
    rows: [[allMethods, "ApiError api 302", 1, noWait]],
  },
  "304 out of the blue": {
    steps: [send({ status: 304 }), good],
    rows: [[allMethods, "ApiError api 304", 1, noWait]],
  },
};

function redirect(status: number, where: "origin" | "elsewhere"): Fault {
  return {
    steps: [
      send((exchange) => ({
        status,
        headers: { location: `${exchange[where]}${exchange.request.url}` },
      })),
      good,
    ],
    rows: [[allMethods, `ApiError api ${status}`, 1, noWait]],
  };
}
