import { describe, expect, it } from "vitest";
import { delivery, push } from "./testing/deliveries.js";
import {
  checksItsToken,
  service,
  startsPipelines,
  startWithService,
  token,
} from "./testing/pipelines.js";

const load = () => import("./start-gitlab-pipeline.js");

describe("the example that starts a GitLab pipeline", () => {
  const send = startWithService(201, async () => {
    process.env.GITLAB_API_URL = service.url;
    process.env.GITLAB_PROJECT = "group/name";
    process.env.GITLAB_TRIGGER_TOKEN = token;
    return (await load()).server;
  });

  it("triggers the project's pipeline with the push", async () => {
    const sent = await delivery();
    await send(sent);
    expect(service.calls).toMatchObject([
      {
        method: "POST",
        path: "/api/projects/group%2Fname/trigger/pipeline",
        headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
      },
    ]);
    expect(Object.fromEntries(new URLSearchParams(service.calls[0]?.body))).toEqual({
      token,
      ref: "main",
      "variables[MENDIX_COMMIT]": push.after,
      "variables[MENDIX_DELIVERY]": sent.headers.get("webhook-id"),
      "variables[MENDIX_PROJECT_ID]": push.projectId,
    });
  });

  startsPipelines(send);
  checksItsToken("GITLAB_TRIGGER_TOKEN", load);
});
