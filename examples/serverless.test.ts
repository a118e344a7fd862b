import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from "aws-lambda";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startWorkerd } from "../src/receiver/testing/workerd.js";
import {
  error,
  forgedDelivery,
  itReceivesDeliveries,
  push,
  secret,
  sendTo,
  signedDelivery,
} from "./testing/example-deliveries.js";

const { handler } = await import("./aws-lambda.js");
const route = await import("./nextjs/app/webhooks/route.js");

describe.each([
  [1, false],
  [1, true],
  [2, false],
  [2, true],
] as const)("the AWS Lambda example with format %i, base64: %s", (format, isBase64Encoded) => {
  /** Passes on a request, and its response, as API Gateway and function URLs do. */
  async function send(request: Request): Promise<Response> {
    const { method } = request;
    const domainName = "example.lambda-url.eu-central-1.on.aws";
    const parts =
      format === 1
        ? { httpMethod: method, path: "/webhooks", requestContext: { domainName } }
        : { rawPath: "/webhooks", requestContext: { domainName, http: { method } } };
    const headers = Object.fromEntries(request.headers);
    const bytes = Buffer.from(await request.clone().arrayBuffer());
    const body = bytes.toString(isBase64Encoded ? "base64" : "utf8");
    const event = { ...parts, headers, isBase64Encoded, ...(body && { body }) };
    // The event has only the parts that the example uses.
    const result = await handler(event as APIGatewayProxyEvent | APIGatewayProxyEventV2);
    // Lambda sends the result as JSON.
    const response = JSON.parse(JSON.stringify(result));
    return new Response(response.body || null, { ...response, status: response.statusCode });
  }
  itReceivesDeliveries(send);

  it("responds with headers to a request that is not a delivery", async () => {
    const response = await send(new Request("https://example.invalid/webhooks"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

it("the Cloudflare Worker example handles a signed delivery once in workerd", async () => {
  const module = `
    import worker from "./cloudflare-worker.ts";
    export default { fetch: (request) => worker.fetch(request, { WEBHOOK_SECRET: "${secret}" }) };
  `;
  const workerd = await startWorkerd(module, import.meta.dirname);
  onTestFinished(() => workerd.stop());
  expect((await sendTo(workerd.url, await forgedDelivery())).status).toBe(401);
  const delivery = await signedDelivery();
  expect((await sendTo(workerd.url, delivery)).status).toBe(204);
  expect((await sendTo(workerd.url, delivery)).status).toBe(200);
  await workerd.stop();
  expect(workerd.output()).toBe(`main ${push.commits.length}\n`);
});

describe("the Next.js example", () => {
  itReceivesDeliveries((delivery) => route.POST(delivery.clone()));

  it("exports only what Next.js allows a route to export", () => {
    expect(Object.keys(route)).toEqual(["POST"]);
  });

  it("can be built without the secret, and reports at the first delivery that it is missing", async () => {
    vi.stubEnv("WEBHOOK_SECRET", undefined);
    vi.resetModules();
    const { POST } = await import("./nextjs/app/webhooks/route.js");
    const response = await POST(await signedDelivery());
    vi.unstubAllEnvs();
    expect(response.status).toBe(500);
    expect(String(error.mock.calls[0]?.[0])).toContain("'secrets'");
  });
});
