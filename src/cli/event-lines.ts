import type { Delivery } from "../sandbox/index.js";
import { monotonic } from "../shared/clock.js";
import { colorsOf, printable } from "./output.js";
import type { Terminal } from "./terminal.js";

/** Writes lines about what happens, each with the time of day. */
export function createEventLines({ stdout, env, clock }: Terminal) {
  const colors = colorsOf(stdout, env);
  const paint = (status = 0) =>
    status >= 200 && status < 300
      ? colors.green
      : status >= 300 && status < 500
        ? colors.yellow
        : colors.red;
  const write = (text: string) => {
    const time = new Date(clock.now()).toTimeString().slice(0, 8);
    stdout.write(`${colors.dim(time)} ${text}\n`);
  };
  return {
    colors,
    write,
    /** A status, in the colour of its class. */
    status: (status: number) => paint(status)(status),

    /** Wraps an exchange, and writes its method, path, status and time. */
    async aroundExchange(
      { method, url }: Request,
      next: () => Promise<Response>,
    ): Promise<Response> {
      const { pathname, search } = new URL(url);
      const startedAt = monotonic(clock);
      const end = (outcome: string) => {
        const duration = Math.round(monotonic(clock) - startedAt);
        write(`${method} ${pathname}${search} ${outcome} ${colors.dim(`${duration} ms`)}`);
      };
      try {
        const response = await next();
        end(paint(response.status)(response.status));
        return response;
      } catch (error) {
        end(colors.red("connection closed"));
        throw error;
      }
    },

    /** Writes the last attempt at a delivery: event, target, number, response and what follows. */
    writeAttempt({ eventType, url, status, attempts, nextAttemptAt }: Delivery): void {
      const last = attempts.at(-1);
      if (last === undefined) return;
      const { status: code, error, duration } = last;
      const outcome = paint(code)([code, error].filter((part) => part !== undefined).join(", "));
      const wait = (Date.parse(nextAttemptAt ?? "") - clock.now()) / 1000;
      const when = wait < 0.1 ? "at once" : `in ${formatSeconds(wait)}`;
      const next = nextAttemptAt ? `, again ${when}` : "";
      const end = status === "exhausted" ? ", the last one" : next;
      write(
        `→ ${printable(eventType)} ${printable(url)} attempt ${attempts.length}: ${outcome} ${colors.dim(`${duration} ms`)}${end}`,
      );
    },
  };
}

/** A time in the largest unit that leaves at least two of it. */
export function formatSeconds(seconds: number): string {
  const [size, unit] =
    [[86_400, "days"] as const, [3600, "h"] as const, [60, "min"] as const].find(
      ([one]) => seconds >= 2 * one,
    ) ?? ([1, "s"] as const);
  const digits = seconds < 2 ? 1 : 0;
  return `${Number((seconds / size).toFixed(digits))} ${unit}`;
}
