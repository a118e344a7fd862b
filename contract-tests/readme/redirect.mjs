// Loaded before an example of the README: what it sends to the service reaches the mock instead.
const { SERVICE_URL = "", MOCK_URL = "" } = process.env;
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  if (!request.url.startsWith(SERVICE_URL)) throw new Error(`not for the service: ${request.url}`);
  return fetch(new Request(request.url.replace(SERVICE_URL, MOCK_URL), request));
};
