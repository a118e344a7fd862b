// WEBHOOK_SECRET=… npx tsx examples/start-gitlab-pipeline.ts, in the root of the project: see README.md
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";
import { serve, setting, webhookSecret } from "./serve.js";

const api = process.env.GITLAB_API_URL ?? "https://gitlab.com/api/v4";
const project = encodeURIComponent(setting("GITLAB_PROJECT")); // its number, or group/name
const token = setting("GITLAB_TRIGGER_TOKEN"); // from Settings > CI/CD > Pipeline trigger tokens

const receiver = createReceiver({
  secrets: webhookSecret(),
  on: {
    // If it throws, the error is logged and the response is 500, so Mendix tries again.
    "teamserver.push": async ({ branchName, after, projectId }, { id }) => {
      if (branchName !== "main") return;
      const response = await fetch(`${api}/projects/${project}/trigger/pipeline`, {
        method: "POST",
        // The project has to allow pipeline variables. If the response is lost, this starts a
        // second pipeline, which has the same delivery id.
        body: new URLSearchParams({
          token,
          ref: "main",
          "variables[MENDIX_COMMIT]": after,
          "variables[MENDIX_DELIVERY]": id,
          "variables[MENDIX_PROJECT_ID]": projectId,
        }),
        // Following a redirect would send the token, which is in the body, elsewhere.
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
      });
      if (response.status !== 201) throw new Error(`GitLab responded with ${response.status}`);
    },
  },
});

export const listener = toNodeHandler(receiver);
// In your application: createServer(listener).listen(3000)
serve(import.meta.filename, listener);
