import { afterAll, expect, it } from "vitest";
import { vectors } from "./testing/signed-deliveries.js";
import { startWorkerd } from "./testing/workerd.js";

/** Verifies a delivery with the secret and the time (in seconds) from the query of its URL. */
const worker = `
  import { verify } from "./index.ts";

  export default {
    async fetch(request) {
      const { secret, now } = Object.fromEntries(new URL(request.url).searchParams);
      const result = await verify(request, { secrets: secret, now: () => now * 1000 });
      return Response.json({ result, hasNode: "process" in globalThis });
    },
  };
`;
const workerd = await startWorkerd(worker, import.meta.dirname);
afterAll(() => workerd.stop());

it.each(vectors)("verify in workerd agrees with the published vector: $name", async (vector) => {
  const { secret, now, headers, body, result } = vector;
  const query = new URLSearchParams({ secret, now: `${now}` });
  const response = await fetch(`${workerd.url}/?${query}`, { method: "POST", headers, body });
  expect(await response.json()).toMatchObject({ result, hasNode: false });
});
