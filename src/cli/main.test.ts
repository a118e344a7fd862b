import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleCommand } from "./testing/bundle-command.js";
import { runCommand } from "./testing/run-command.js";

const root = join(import.meta.dirname, "../..");
const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const env = { ...process.env, MENDIX_PAT: "token" };

const runIn = (shell: string, script: string) =>
  promisify(execFile)(shell, ["-c", script], { cwd: root, env });

let file: string;
let command: string;
beforeAll(async () => {
  const bundled = await bundleCommand();
  file = bundled.file;
  command = `'${process.execPath}' '${file}'`;
  return bundled.remove;
});

describe("mendix-webhooks", () => {
  it("prints its help and its version", async () => {
    const { stdout: help } = await runIn("sh", command);
    expect(help).toMatch(/^Usage: mendix-webhooks/);
    expect(help).toContain("list [options] <app-id>");
    const { stdout: version } = await runIn("sh", `${command} --version`);
    expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("shows examples in the help of every command", async () => {
    const { stdout } = await runCommand([]);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name);
    expect(commands).toContain("list");
    for (const command of commands.filter((name) => name !== "help")) {
      const help = await runCommand([command, "--help"]);
      expect(help.stdout).toContain(`\nExamples:\n  mendix-webhooks ${command} `.trimEnd());
    }
  });

  it("stops with 130 at Ctrl-C, during a request", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    const child = spawn(process.execPath, [file, "list", app, "--base-url", url], { env });
    await once(server, "request");
    child.kill("SIGINT");
    const [exitCode] = await once(child, "exit");
    server.closeAllConnections();
    server.close();
    expect(exitCode).toBe(130);
  });

  it("ends quietly when the reader of its output does", async () => {
    const { stdout, stderr } = await runIn("sh", `${command} completion bash | true`);
    expect({ stdout, stderr }).toEqual({ stdout: "", stderr: "" });
  });

  it("completes commands, options and their values in bash", async () => {
    const complete = async (...words: string[]) => {
      const { stdout } = await runIn(
        "bash",
        // The first function stands for the package bash-completion, the second for an installation.
        `_get_comp_words_by_ref() { words=("\${COMP_WORDS[@]}"); cur=\${words[COMP_CWORD]}; }
         mendix-webhooks() { ${command} "$@"; }
         source <(mendix-webhooks completion bash)
         COMP_WORDS=(mendix-webhooks ${words.join(" ")}) COMP_CWORD=${words.length}
         COMP_LINE="\${COMP_WORDS[*]}" COMP_POINT=\${#COMP_LINE}
         __mendix_webhooks_complete 2> /dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`,
      );
      return stdout.trim().split("\n");
    };
    expect(await complete("del")).toEqual(["delete"]);
    expect(await complete("list", "--cur")).toEqual(["--cursor"]);
  });

  it.each(["bash", "zsh", "fish"])("has a completion script for %s", async (shell) => {
    const { stdout } = await runIn("sh", `${command} completion ${shell}`);
    expect(stdout).toContain(`# ${shell} completion for mendix-webhooks`);
  });
});
