// WEBHOOK_SECRET=… npx tsx examples/fastify.ts, in the root of the project: see README.md
import Fastify from "fastify";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";
import { serve, webhookSecret } from "./serve.js";

const receiver = createReceiver({
  secrets: webhookSecret(),
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});
const handle = toNodeHandler(receiver);

export const app = Fastify();
// A separate plugin, so that all other routes keep Fastify's parsers.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  // This leaves the body unread, because the receiver needs the bytes that were signed.
  scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
  scope.post("/webhooks", async (request, reply) => {
    reply.hijack();
    await handle(request.raw, reply.raw);
  });
});

// In your application: await app.listen({ port: 3000 })
serve(import.meta.filename, async (request, response) => {
  await app.ready();
  app.routing(request, response);
});
