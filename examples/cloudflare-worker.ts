// npx wrangler dev examples/cloudflare-worker.ts --var WEBHOOK_SECRET:…
import { createReceiver, type Receiver } from "mendix-webhooks/receiver";
import "./needs-platform.js"; // Not in your copy.

interface Env {
  /** `npx wrangler secret put WEBHOOK_SECRET` */
  WEBHOOK_SECRET: string;
}

// Created at the first request, because only a request brings the env.
let receiver: Receiver | undefined;

// The entry point of a Worker is the default export of its main module.
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    // Isolates share no memory. To handle each delivery once, add a `claimStore` that they share.
    receiver ??= createReceiver({
      secrets: env.WEBHOOK_SECRET,
      on: {
        "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
      },
    });
    return receiver(request);
  },
};
