import { createReceiver } from "mendix-webhooks/receiver";

export const POST = createReceiver({
  // A function, because `next build` loads this file, possibly without a secret.
  secrets: () => process.env.WEBHOOK_SECRET ?? "",
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});
