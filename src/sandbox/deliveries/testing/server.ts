import { createServer, type RequestListener } from "node:http";
import { createServer as createSocketServer, type Socket } from "node:net";
import { listen } from "../../../client/testing/closed-port.js";

interface Listening {
  url: string;
  close(): void;
}

/** A server on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener);
  const port = await listen(server);
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/hook`, close };
}

/** A server that does what it likes with its connections. */
export async function serveSockets(take: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    take(socket);
  });
  const port = await listen(server);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/hook`, close };
}
