import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect } from "vitest";
import { createClient, type WebhookInput } from "../../index.js";
import { createSandbox, type SandboxOptions } from "../../sandbox/index.js";
import { runCommand, type Settings } from "./run-command.js";

export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
export const otherApp = "0b1c2d3e-c5fc-43d9-87c2-d7d56b07542e";

/** A file with two webhooks of one app. */
export const example = readFileSync(
  join(import.meta.dirname, "../as-code/testing/webhooks.yaml"),
  "utf8",
);

/** Secrets that no output may contain. */
export const canaries = {
  MENDIX_PAT: "canary-token-4f7a",
  WEBHOOK_SECRET: "canarySecretPMJhiGo1nTL6wlNyZVFh5v9r",
  OTHER_SECRET: "canaryOther1PMJhiGo1nTL6wlNyZVFh5v9r",
  AUTHORIZATION: "Bearer canary-header-91b2",
};

/** What the example says of its first webhook. */
export const push: WebhookInput = {
  name: "Push to pipeline",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: canaries.WEBHOOK_SECRET,
  headers: [{ key: "Authorization", value: canaries.AUTHORIZATION }],
};

/** The webhooks of another app, as a line of a file. */
export const others = (...names: string[]) => {
  const webhooks = names.map((name) => `${name}: { url: 'https://a.b', eventTypes: [] }`);
  return `apps:\n  ${otherApp}: { webhooks: { ${webhooks.join(", ")} } }`;
};

export type CommandFixture = Awaited<ReturnType<typeof createCommandFixture>>;

/** A fixture for all tests of a file, which begin with an empty sandbox and the example. */
export async function useCommandFixture(
  options: SandboxOptions = {},
  ...files: string[]
): Promise<CommandFixture> {
  const fixture = await createCommandFixture(options);
  beforeEach(() => fixture.reset());
  afterAll(() => fixture.close(...files));
  return fixture;
}

/** A sandbox without a socket, a folder for files, and commands that use both. */
export async function createCommandFixture(options: SandboxOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-cli-"));
  /** The requests since they were last taken, by their methods. */
  let requests: Record<string, number> = {};
  const sandbox = await createSandbox({
    ...{ port: "none", seed: 1, ...options },
    async around(request, next) {
      requests[request.method] = (requests[request.method] ?? 0) + 1;
      return options.around ? options.around(request, next) : next();
    },
  });
  const { url: baseUrl, fetch } = sandbox;
  // A token of its own, because each has its own rate limit.
  const client = createClient({ token: "looks", baseUrl, fetch });
  /** Everything that the commands wrote. */
  let transcript = "";
  const pathOf = (name: string) => join(folder, name);
  /** Runs a command; a word that ends in .yaml, .json or .txt is a file in the folder. */
  const reveal = (line: string | string[], settings: Settings = {}) => {
    const words = typeof line === "string" ? line.split(" ") : line;
    const args = words.map((word) => word.replace(/[\w-]+\.(ya?ml|json|txt)$/, pathOf));
    const env = { ...canaries, MENDIX_WEBHOOKS_URL: baseUrl, ...settings.env };
    return runCommand(args, { fetch, ...settings, env });
  };
  return {
    ...{ sandbox, client, pathOf, reveal },
    read: (name: string) => readFile(pathOf(name), "utf8"),
    write: (name: string, text: string) => writeFile(pathOf(name), text),
    takeRequests() {
      const taken = requests;
      requests = {};
      return taken;
    },
    /** Replaces text of webhooks.yaml. */
    async edit(from: string | RegExp, to: string) {
      const text = await readFile(pathOf("webhooks.yaml"), "utf8");
      expect(text).toMatch(from);
      await writeFile(pathOf("webhooks.yaml"), text.replace(from, to));
    },
    /** The webhooks of an app as the sandbox has them, oldest first, without their ids. */
    async stored(app = appId) {
      const webhooks: WebhookInput[] = [];
      for await (const { id } of client.listWebhooks(app, { ascOrder: true })) {
        const { id: _, ...rest } = await client.getWebhook(app, id);
        webhooks.push(rest);
      }
      requests = {};
      return webhooks;
    },
    async reset() {
      await sandbox.reset();
      await writeFile(pathOf("webhooks.yaml"), example);
      requests = {};
    },
    /** Runs a command that may not show secrets. */
    async command(...args: Parameters<typeof reveal>) {
      const result = await reveal(...args);
      transcript += result.stdout + result.stderr;
      return result;
    },
    /** Fails if a secret was written. @param files - what else to look into */
    async close(...files: string[]) {
      for (const file of files) transcript += await readFile(pathOf(file), "utf8");
      for (const canary of Object.values(canaries)) expect(transcript).not.toContain(canary);
      await sandbox.close();
      await rm(folder, { recursive: true });
    },
  };
}
