import { createReceiver, type Receiver } from "mendix-webhooks/receiver";

interface Env {
  /** `npx wrangler secret put WEBHOOK_SECRET` */
  WEBHOOK_SECRET: string;
}

// Made of the first request's env, because there is none before.
let receiver: Receiver | undefined;

// biome-ignore lint/style/noDefaultExport: a Worker is a module's default export
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    // Isolates share nothing: to handle once across them, add a `claimStore` of your own.
    receiver ??= createReceiver({
      secrets: env.WEBHOOK_SECRET,
      on: {
        "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
      },
    });
    return receiver(request);
  },
};
