/** What the contract suite uses of the product; users of the package do not see it. */
export { readRateLimit, readRetryTime } from "./rate-limit-headers.js";
export { createRedact, type Redact, secretsIn } from "./redaction.js";
