import { ScriptError } from "../script-error.js";

/** The contract breaks a rule; `message` has a line with the place and the reason of each problem. */
export class ContractError extends ScriptError {
  override name = "ContractError";
}
