/** What the contract suite shares with the product; users of the package do not see it. */
export { createRedact, type Redact, secretsIn } from "./redaction.js";
