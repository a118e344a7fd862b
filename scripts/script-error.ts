/** A problem that whoever runs a script can solve; `message` describes it without a stack trace. */
export class ScriptError extends Error {
  override name = "ScriptError";
}
