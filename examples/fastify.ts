import Fastify from "fastify";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";

const receiver = createReceiver({
  secrets: process.env.WEBHOOK_SECRET ?? "",
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

if (process.argv[1] === import.meta.filename) {
  await app.listen({ port: Number(process.env.PORT ?? 3000) });
  console.log("listening", app.server.address());
}
