import { describe, expect, it } from "vitest";
import { delivery, push } from "./testing/deliveries.js";
import {
  checksItsToken,
  service,
  startsPipelines,
  startWithService,
  token,
} from "./testing/pipelines.js";

const load = () => import("./start-github-actions.js");

describe("the example that starts a GitHub Actions workflow", () => {
  const send = startWithService(204, async () => {
    process.env.GITHUB_API_URL = service.url;
    process.env.GITHUB_REPOSITORY = "owner/name";
    process.env.GITHUB_TOKEN = token;
    return (await load()).server;
  });

  it("dispatches the push to the repository", async () => {
    const sent = await delivery();
    await send(sent);
    expect(service.calls).toMatchObject([
      {
        method: "POST",
        path: "/api/repos/owner/name/dispatches",
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "user-agent": "mendix-webhooks",
          "x-github-api-version": "2022-11-28",
        },
      },
    ]);
    expect(JSON.parse(service.calls[0]?.body ?? "")).toEqual({
      event_type: "mendix-push",
      client_payload: {
        commit: push.after,
        delivery: sent.headers.get("webhook-id"),
        projectId: push.projectId,
      },
    });
  });

  startsPipelines(send);
  checksItsToken("GITHUB_TOKEN", load);
});
