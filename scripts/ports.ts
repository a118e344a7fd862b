import { createServer } from "node:net";

/** Reads the port given to a script; a text that is no port ends the process with exit code 2. */
export function readPort(script: string, text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  console.error(`${script}: '${text}' is not a port; give a number from 0 to 65535`);
  process.exit(2);
}

/** The port itself where this process can listen on it, else 0, for any free one. */
export function portOrFree(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
  });
}
