/** Runs the commands as a user does, with the sandbox in place of Mendix. */
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { appId, secret, whileListening } from "../scenario.cjs";

/** What npx runs; npx itself takes half a second each time. */
const command = "node_modules/.bin/mendix-webhooks";
const { MENDIX_WEBHOOKS_URL, MENDIX_PAT, ...env } = process.env;
env.WEBHOOK_SECRET = secret;
const ownSecret = ["--secret", "env:WEBHOOK_SECRET"];

/** Runs a program until it ends with the exit code, and returns what it wrote. */
async function execute(program, exitCode, ...args) {
  const [error, stdout, stderr] = await new Promise((resolve) =>
    execFile(program, args, { env, timeout: 30_000 }, (...result) => resolve(result)),
  );
  const shown = `${args.join(" ")}\n${stdout}${stderr}`;
  assert.equal(error ? error.code : 0, exitCode, shown);
  assert.equal(shown.includes(secret), args.includes("--reveal"), shown);
  return { stdout, stderr };
}
const run = async (...args) => (await execute(command, 0, ...args)).stdout;
const fail = async (exitCode, ...args) => (await execute(command, exitCode, ...args)).stderr;

/** Starts a command that stays, and waits for the URL at which it listens. */
async function start(...args) {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const output = text(child.stdout);
  const url = await new Promise((resolve, reject) => {
    const find = (chunk) => /http:\/\/127\.0\.0\.1:\S+\w/.exec(String(chunk))?.[0];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => find(chunk) && resolve(find(chunk)));
    }
    child.once("exit", (exitCode) => reject(new Error(`${args} ended with ${exitCode}`)));
  });
  return { url, stop: () => child.kill("SIGINT") && output };
}

async function manageWebhooks() {
  const flags = ["--name", "Push", "--url", "http://127.0.0.1:9/", "--event", "teamserver.push"];
  const { id } = JSON.parse(await run("create", appId, ...flags, ...ownSecret));
  await run("update", appId, id, "--inactive");
  const { isActive, validationSecret } = JSON.parse(await run("get", appId, id));
  assert.deepEqual([isActive, validationSecret], [false, "********"]);
  assert.match(await run("list", appId, "--output", "table"), new RegExp(`^id .*\n${id} .*Push`));
  await run("get", appId, id, "--reveal");
  await run("delete", appId, id, "--yes");
  assert.match(await fail(1, "get", appId, id), /^mendix-webhooks: Request failed with 404 /);
}

async function deliver(folder) {
  const [headers, body] = [join(folder, "headers.json"), join(folder, "body.json")];
  const record = async (request, response) => {
    writeFileSync(headers, JSON.stringify(request.headers));
    writeFileSync(body, await text(request));
    response.writeHead(204).end();
  };
  await whileListening(record, async (target) => {
    const listener = await start("listen", "--port", "0", "--forward-to", target, ...ownSecret);
    const sent = await run("send", listener.url, "--set", "branchName=main", ...ownSecret);
    const { id, event, payload } = JSON.parse(await listener.stop());
    assert.deepEqual([id, event], [JSON.parse(sent).id, "teamserver.push"]);
    assert.equal(payload.branchName, "main");
  });
  const verify = `${command} verify ${ownSecret.join(" ")} --headers ${headers} < ${body}`;
  assert.match((await execute("sh", 0, "-c", verify)).stdout, /"verified": true/);
  const other = `WEBHOOK_SECRET=${"a".repeat(32)} ${verify}`;
  assert.match((await execute("sh", 1, "-c", other)).stdout, /"no_match"/);
}

async function keepAsCode(folder) {
  const file = join(folder, "webhooks.yaml");
  const webhook = `{ url: https://some.domain.com/, eventTypes: [teamserver.push] }`;
  const defaults = "defaults: { isActive: true, validationSecret: env:WEBHOOK_SECRET }";
  const document = `version: 1\n${defaults}\napps: { ${appId}: { webhooks: { Push: ${webhook} } } }\n`;
  writeFileSync(file, document);
  await fail(3, "plan", file);
  await run("apply", file, "--yes");
  await run("plan", file);
  await run("export", appId, "--into", file);
  assert.equal(readFileSync(file, "utf8"), document);
}

const { stdout: version } = await execute("npx", 0, "mendix-webhooks", "--version");
assert.match(version, /^\d+\.\d+\.\d+\n$/);
assert.match(await run("--help"), /^Usage: mendix-webhooks/);
assert.match(await fail(2, "lst"), /Did you mean list\?/);
assert.match(await fail(4, "list", appId), /^mendix-webhooks: there is no access token/);

const sandbox = await start("sandbox", "--port", "0", "--quiet");
Object.assign(env, { MENDIX_WEBHOOKS_URL: sandbox.url, MENDIX_PAT: "any" });
const folder = mkdtempSync("commands-");
try {
  await Promise.all([manageWebhooks(), deliver(folder)]);
  await keepAsCode(folder);
} finally {
  rmSync(folder, { recursive: true });
}
await sandbox.stop();
console.log(`uses node ${process.versions.node}`);
