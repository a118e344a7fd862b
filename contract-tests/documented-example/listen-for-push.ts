import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createReceiver, toNodeHandler } from "../../src/receiver/index.js";

/** A receiver that waits for a push. */
export interface Listening {
  url: string;
  /** What was pushed, in words; filled by verified deliveries alone. */
  pushes: string[];
  close(): Promise<void>;
}

export async function listenForPush(secret: string): Promise<Listening> {
  const pushes: string[] = [];
  const receiver = createReceiver({
    secrets: secret,
    on: {
      "teamserver.push": ({ branchName, commits }) => {
        pushes.push(`verified: ${commits.length} commits pushed to ${branchName}`);
      },
    },
  });
  const server = createServer(toNodeHandler(receiver));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    pushes,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
