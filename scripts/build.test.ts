import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const use = `
import { createClient, NotFoundError, type PageOf, type WebhookPage } from "mendix-webhooks";
import contract from "mendix-webhooks/openapi.json" with { type: "json" };
import { createReceiver, type Receiver } from "mendix-webhooks/receiver";
import { redisClaimStore } from "mendix-webhooks/redis";
import { createSandbox, type Sandbox } from "mendix-webhooks/sandbox";
import schema from "mendix-webhooks/webhooks-file.schema.json" with { type: "json" };

const client = createClient({ token: "token" });
export const page: Promise<PageOf<WebhookPage>> = client.listWebhooks("app");
export const title: string = contract.info.title;
export const version: number = schema.properties.version.const;
export const isClass: boolean = NotFoundError.prototype instanceof Error;
export const claimStore = redisClaimStore({ eval: async () => null });
export const receiver: Receiver = createReceiver({ secrets: () => "secret", claimStore });
export const sandbox: Promise<Sandbox> = createSandbox({ deliveries: { send: receiver } });
`;

/** The packages that an installation brings along. */
const lockfile: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
  readFileSync(join(root, "package-lock.json"), "utf8"),
);
const dependencies = Object.entries(lockfile.packages)
  .filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev)
  .map(([path]) => path);

/** A project of a user, with the package as it would be published and its dependencies. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-use-"));
  const installed = join(folder, "node_modules/mendix-webhooks");
  await mkdir(installed, { recursive: true });
  // The types of the sources are checked elsewhere.
  run("node", root, "--import", "tsx", "scripts/build.ts", "--no-types");
  const file = run(
    "npm",
    root,
    "pack",
    "--silent",
    "--ignore-scripts",
    `--pack-destination=${folder}`,
  ).trim();
  run("tar", folder, "-xzf", file, "-C", installed, "--strip-components=1");
  // The types of Node, which a user of the sandbox has.
  const types = ["node_modules/@types/node", "node_modules/undici-types"];
  for (const path of new Set([...dependencies, ...types])) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(root, path), join(folder, path));
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "use.ts"), use);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (program: string, cwd: string, ...args: string[]) =>
  execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

describe("the published package", () => {
  it("can be imported and required, each of its parts, with the same classes", () => {
    const load = `
      const require = process.getBuiltinModule("module").createRequire(process.cwd() + "/");
      const classes = new Set();
      for (const load of [(name) => import(name), require]) {
        const { createClient, NotFoundError } = await load("mendix-webhooks");
        classes.add(NotFoundError);
        const { createReceiver } = await load("mendix-webhooks/receiver");
        const { redisClaimStore } = await load("mendix-webhooks/redis");
        const { createSandbox } = await load("mendix-webhooks/sandbox");
        console.log(typeof createClient, typeof createReceiver, typeof redisClaimStore, typeof createSandbox);
      }
      console.log(classes.size);`;
    const expected = `${"function function function function\n".repeat(2)}1\n`;
    expect(run("node", folder, "--no-warnings", "--input-type=module", "-e", load)).toBe(expected);
  });

  it("has a command line that can be run as a file, as npx does in a clone", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(run("dist/esm/src/cli/main.js", root, "--version")).toBe(`${version}\n`);
  });

  it("has types that hold without skipping the libraries' own", () => {
    const tsc = join(root, "node_modules/.bin/tsc");
    const flags =
      "--strict --noEmit --module nodenext --target es2023 --lib es2023 " +
      "--skipDefaultLibCheck --exactOptionalPropertyTypes --resolveJsonModule";
    expect(run(tsc, folder, ...flags.split(" "), "use.ts")).toBe("");
  });
});
