import { createReceiver } from "mendix-webhooks/receiver";

export const branches = [];
export const handler = createReceiver({
  secrets: () => process.env.WEBHOOK_SECRET ?? "",
  on: { "teamserver.push": ({ branchName }) => branches.push(branchName) },
});
