import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createReceiver } from "mendix-webhooks/receiver";

const receiver = createReceiver({
  secrets: process.env.WEBHOOK_SECRET ?? "",
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});

export const app = new Hono();
app.post("/webhooks", (c) => receiver(c.req.raw));

if (process.argv[1] === import.meta.filename) {
  const port = Number(process.env.PORT ?? 3000);
  serve({ fetch: app.fetch, port }, (address) => console.log("listening", address));
}
