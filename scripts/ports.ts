/** Reads the port given on a command line; a text that is no port ends the process with 2. */
export function readPort(script: string, text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  console.error(`${script}: '${text}' is not a port; give a number from 0 to 65535`);
  process.exit(2);
}
