import { createServer } from "node:http";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";

const api = process.env.GITLAB_API_URL ?? "https://gitlab.com/api/v4";
const project = encodeURIComponent(setting("GITLAB_PROJECT")); // its number, or group/name
const token = setting("GITLAB_TRIGGER_TOKEN"); // from Settings > CI/CD > Pipeline trigger tokens

const receiver = createReceiver({
  secrets: setting("WEBHOOK_SECRET"),
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

function setting(name: string): string {
  const value = process.env[name] ?? "";
  if (!/^[!-~]+$/.test(value)) throw new Error(`${name} is not set, or has spaces or line breaks`);
  return value;
}

export const server = createServer(toNodeHandler(receiver));

if (process.argv[1] === import.meta.filename) {
  server.listen(Number(process.env.PORT ?? 3000));
  server.on("listening", () => console.log("listening", server.address()));
}
