/**
 * The package as users get it: compiled, from `dist/`. Its types are those of the source, so that
 * the benches can be typechecked before anything is built.
 */
type Receiver = typeof import("../src/receiver/index.js");
type Sandbox = typeof import("../src/sandbox/index.js");

const built = (part: string) => import(new URL(`../dist/src/${part}`, import.meta.url).href);

export const { sign, verify }: Receiver = await built("receiver/index.js");
export const { createSandbox }: Sandbox = await built("sandbox/index.js");
