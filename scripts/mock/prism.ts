import { createServer } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** A mock server. */
export interface Mock {
  /** Its origin; the paths of the contract begin here. */
  url: string;
  close(): void;
}

/** A running Prism, which can serve several mocks. */
export interface Prism {
  /**
   * Serves a mock of an OpenAPI document on loopback.
   *
   * @param source - the document, or the path of its file
   * @param port - the port to listen on; 0, or a port that is taken, means any free one
   */
  serve(source: object | string, port?: number): Promise<Mock>;
  close(): Promise<void>;
}

/** The message that asks the thread to serve a document. */
export interface ServeRequest {
  id: number;
  source: object | string;
  port: number;
}
type Reply = { id: number } & ({ url: string } | { failure: string });

/** Starts Prism in a thread of its own: it ends with this process, however that ends. */
export function startPrism(): Prism {
  const worker = new Worker(join(import.meta.dirname, "prism-worker.js"));
  const waiting = new Map<number, (reply: Reply) => void>();
  worker.on("message", (reply: Reply) => waiting.get(reply.id)?.(reply));
  worker.on("error", ({ message }) => {
    for (const [id, settle] of waiting) settle({ id, failure: message });
  });
  let last = 0;

  async function serve(source: object | string, port = 0): Promise<Mock> {
    last += 1;
    const request: ServeRequest = { id: last, source, port: await portOrFree(port) };
    const reply = await new Promise<Reply>((settle) => {
      waiting.set(request.id, settle);
      worker.postMessage(request);
    });
    waiting.delete(request.id);
    if ("failure" in reply) throw new Error(`Prism cannot serve this: ${reply.failure}`);
    return { url: reply.url, close: () => worker.postMessage({ id: request.id }) };
  }

  return { serve, close: () => worker.terminate().then(() => {}) };
}

/** The port itself where this process can listen on it, else 0, for any free one. */
export function portOrFree(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
  });
}
