import express from "express";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";

const receiver = createReceiver({
  secrets: process.env.WEBHOOK_SECRET ?? "",
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});

export const app = express();
// Above express.json(), which would discard the bytes that were signed.
app.post("/webhooks", toNodeHandler(receiver));
app.use(express.json());

if (process.argv[1] === import.meta.filename) {
  const server = app.listen(Number(process.env.PORT ?? 3000));
  server.on("listening", () => console.log("listening", server.address()));
}
