// WEBHOOK_SECRET=… npx tsx examples/hono.ts, in the root of the project: see README.md
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createReceiver } from "mendix-webhooks/receiver";
import { serve, webhookSecret } from "./serve.js";

const receiver = createReceiver({
  secrets: webhookSecret(),
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});

export const app = new Hono();
app.post("/webhooks", (c) => receiver(c.req.raw));

// In your application: serve(app)
serve(import.meta.filename, getRequestListener(app.fetch));
