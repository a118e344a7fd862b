import { describe, expect, it, vi } from "vitest";
import { delivery, error, receivesDeliveries } from "../../../testing/deliveries.js";

const route = await import("./route.js");

describe("the Next.js example", () => {
  receivesDeliveries((delivery) => route.POST(delivery.clone()));

  it("exports nothing but what Next.js allows a route to", () => {
    expect(Object.keys(route)).toEqual(["POST"]);
  });

  it("can be built without the secret, and says at the first delivery that it is missing", async () => {
    vi.stubEnv("WEBHOOK_SECRET", undefined);
    vi.resetModules();
    const { POST } = await import("./route.js");
    const response = await POST(await delivery());
    vi.unstubAllEnvs();
    expect(response.status).toBe(500);
    expect(String(error.mock.calls[0]?.[0])).toContain("'secrets'");
  });
});
