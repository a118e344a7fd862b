// Loaded before an example of the documentation: what it sends to the service reaches the mock
// instead, and a server that it starts does not keep it running.
import { Server } from "node:net";

const { SERVICE_URL = "", MOCK_URL = "" } = process.env;
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  if (!request.url.startsWith(SERVICE_URL)) throw new Error(`not for the service: ${request.url}`);
  return fetch(new Request(request.url.replace(SERVICE_URL, MOCK_URL), request));
};

const { listen } = Server.prototype;
Server.prototype.listen = function () {
  return listen.call(this, 0, "127.0.0.1").unref();
};
