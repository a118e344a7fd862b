// The thread that Prism runs in. Plain JavaScript, because a thread starts without a compiler.
import { parentPort } from "node:worker_threads";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

/** @type {Map<number, { close(): Promise<void> }>} */
const servers = new Map();

/** @param {import("./prism.js").ServeRequest} request */
async function serve({ id, source, port }) {
  const operations = await getHttpOperationsFromSpec(source);
  const server = createServer(operations, {
    cors: true,
    config: {
      isProxy: false,
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    components: { logger: createLogger("prism", { enabled: false }) },
  });
  servers.set(id, server);
  return server.listen(port, "127.0.0.1");
}

parentPort?.on("message", async (request) => {
  const { id } = request;
  if ("source" in request) {
    await serve(request).then(
      (url) => parentPort?.postMessage({ id, url }),
      (error) => parentPort?.postMessage({ id, failure: String(error?.message ?? error) }),
    );
  } else {
    // Clients may keep their connections open, so this does not wait for them.
    servers.get(id)?.close();
    servers.delete(id);
  }
});
