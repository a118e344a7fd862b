/** The contracts cannot be compared; `message` says why in words for whoever runs the command. */
export class DiffError extends Error {
  override name = "DiffError";
}
