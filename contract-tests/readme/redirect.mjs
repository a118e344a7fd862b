// Loaded before an example of the documentation: what it sends to the service, or to a sandbox at the
// usual port, reaches the sandbox of the test instead, and a server that it starts does not keep it
// running.
import { Server } from "node:net";

const { SERVICE_URL = "", SANDBOX_URL = "" } = process.env;
const usual = "http://127.0.0.1:4011/api/v1";
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const known = [SERVICE_URL, usual].find((url) => request.url.startsWith(url));
  if (known === undefined) throw new Error(`not for the service: ${request.url}`);
  return fetch(new Request(request.url.replace(known, SANDBOX_URL), request));
};

const { listen } = Server.prototype;
Server.prototype.listen = function () {
  return listen.call(this, 0, "127.0.0.1").unref();
};
