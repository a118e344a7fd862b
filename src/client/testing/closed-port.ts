import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";

/**
 * A port where nobody listens, and nobody else can before it is released: a connection of our own
 * goes out from it.
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
    // Somebody may have taken the port in between; then there are others.
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

/** Listens on a free port of this machine only, and tells which. */
export async function listen(server: Pick<Server, "listen" | "address">): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
