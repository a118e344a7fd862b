/** What the contract suite uses of the product; users of the package do not see it. */
export { type Clock, sleep } from "./clock.js";
export { readRateLimit, readRetryTime } from "./rate-limit-headers.js";
export { readLimited } from "./read-limited.js";
