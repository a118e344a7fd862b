// WEBHOOK_SECRET=… npx tsx examples/express.ts, in the root of the project: see README.md
import express from "express";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";
import { serve, webhookSecret } from "./serve.js";

const receiver = createReceiver({
  secrets: webhookSecret(),
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});

export const app = express();
// Above express.json(), which would discard the bytes that were signed.
app.post("/webhooks", toNodeHandler(receiver));
app.use(express.json());

// In your application: app.listen(3000)
serve(import.meta.filename, app);
