import type { Faults } from "./fault.js";
import { connectionFaults } from "./faults/connection.js";
import { contentFaults } from "./faults/content.js";
import { framingFaults } from "./faults/framing.js";
import { lostAnswerFaults } from "./faults/lost-answer.js";
import { rateLimitFaults } from "./faults/rate-limit.js";
import { redirectFaults } from "./faults/redirect.js";
import { statusFaults } from "./faults/status.js";

/** Every way of the server to misbehave, with what the client has to make of it. */
export const faults: Faults = {
  ...connectionFaults,
  ...framingFaults,
  ...contentFaults,
  ...statusFaults,
  ...rateLimitFaults,
  ...redirectFaults,
  ...lostAnswerFaults,
};
