import { ScriptError } from "../script-error.js";

/** The contract breaks a rule; `message` has a line with the place and the reason of each problem. */
export class ContractError extends ScriptError {
  override name = "ContractError";
}

/** What the author of a contract should know about a place in it. */
export interface Problem {
  /** JSON pointer of the place in the bundled document. */
  pointer: string;
  reason: string;
}
