// Copy it to app/webhooks/route.ts of a Next.js app, and run WEBHOOK_SECRET=… npx next dev
import { createReceiver } from "mendix-webhooks/receiver";
import "../../../needs-platform.js"; // Not in your copy.

export const POST = createReceiver({
  // A function, because `next build` loads this file, possibly without a secret.
  secrets: () => process.env.WEBHOOK_SECRET ?? "",
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});
