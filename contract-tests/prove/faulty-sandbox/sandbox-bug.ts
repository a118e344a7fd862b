import type {
  AroundExchange,
  HandlerOverrides,
  SandboxOptions,
} from "../../../src/sandbox/index.js";

/**
 * A bug, made of what anybody can do with a sandbox: it changes the options that the sandbox is
 * created with. It is asked anew for each sandbox, so what it remembers belongs to one of them.
 */
export type SandboxBug = (options: SandboxOptions) => SandboxOptions;

/** A bug in how operations are performed. */
export const inHandlers =
  (createHandlers: () => HandlerOverrides): SandboxBug =>
  (options) => ({ ...options, handlers: createHandlers() });

/** A bug in what is sent and received. */
export const inExchange =
  (around: AroundExchange): SandboxBug =>
  (options) => ({ ...options, around });
