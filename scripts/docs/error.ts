/** The documentation cannot be built; `message` says why in words for whoever runs the build. */
export class DocsError extends Error {
  override name = "DocsError";
}
