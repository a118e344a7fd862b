/**
 * The receiver as users get it: compiled, from `dist/`. Its types are those of the source, so that
 * the benches can be typechecked before anything is built.
 */
type Receiver = typeof import("../src/receiver/index.js");

const { sign, verify }: Receiver = await import(
  new URL("../dist/src/receiver/index.js", import.meta.url).href
);

export { sign, verify };
