/** The contract cannot be used; `message` names the place and the reason of each fault, a line each. */
export class ContractError extends Error {
  override name = "ContractError";
}
