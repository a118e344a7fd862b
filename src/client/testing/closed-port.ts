import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";

/**
 * Reserves a port on which nobody listens. It stays reserved until it is released, because a
 * connection of our own uses it as its local port.
 */
export async function holdClosedPort(): Promise<{ port: number; release(): void }> {
  const hub = createServer();
  const hubPort = await listen(hub);
  for (;;) {
    const scout = createServer();
    const port = await listen(scout);
    scout.close();
    await once(scout, "close");
    const holder = connect({ host: "127.0.0.1", port: hubPort, localPort: port });
    // Another process may have taken the port in the meantime; then the next one is tried.
    const isHeld = await once(holder, "connect").then(
      () => true,
      () => false,
    );
    if (!isHeld) continue;
    const release = () => {
      holder.destroy();
      hub.close();
    };
    return { port, release };
  }
}

/** Listens on a free port of the loopback interface, and returns the port. */
export async function listen(server: Pick<Server, "listen" | "address">): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
