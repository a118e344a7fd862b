import { createServer, type RequestListener } from "node:http";

/** Reads a setting from the environment, or ends the process with a line that says what is wrong. */
export function setting(name: string): string {
  const value = process.env[name] ?? "";
  // Checked at the start, because `fetch` would show a token with a line break in its error.
  return /^[!-~]+$/.test(value) ? value : stop(`${name} is not set, or has spaces or line breaks`);
}

/** Reads the secret of the webhook. A receiver refuses one that is too short to be safe. */
export function webhookSecret(): string {
  const secret = setting("WEBHOOK_SECRET");
  return secret.length >= 24 ? secret : stop("WEBHOOK_SECRET has fewer than 24 characters");
}

/** Serves an example to this machine if its file is run, and not if it is imported. */
export function serve(file: string, listener: RequestListener): void {
  if (process.argv[1] !== file) return;
  const server = createServer(listener).listen(Number(process.env.PORT ?? 3000), "127.0.0.1");
  server.on("error", ({ message }) => stop(message));
  server.on("listening", () => {
    const { port } = Object(server.address());
    console.log(`Send deliveries to http://127.0.0.1:${port}/webhooks`);
  });
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
