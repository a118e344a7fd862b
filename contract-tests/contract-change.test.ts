import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "../scripts/project-copy.js";
import type { createClient as CreateClient } from "../src/index.js";
import { type CallMethod, withAdditions } from "./contract-change/contract-edit.js";
import { documentChanges } from "./contract-change/document-changes.js";
import { operationChanges } from "./contract-change/operation-changes.js";
import { schemaChanges } from "./contract-change/schema-changes.js";

const changes = Object.entries({
  ...operationChanges,
  ...schemaChanges,
  ...documentChanges,
});
const contractFile = "openapi/openapi.yaml";

/** A copy of the project, in which a maintainer changes nothing but the contract. */
let copy: ProjectCopy;
let createClient: typeof CreateClient;
let errors: string[];

beforeAll(async () => {
  copy = await copyProject();
  const additions = changes.flatMap(([, change]) => change.additions);
  await copy.write(contractFile, withAdditions(await copy.read(contractFile), additions));
  const { exitCode, output } = await copy.run("tsx", "scripts/generate.ts");
  expect(exitCode, output).toBe(0);
  for (const [index, [, { types }]] of changes.entries()) {
    await copy.write(`src/change-${index}.ts`, useOf(types));
  }
  errors = (await copy.run("tsc")).output.match(/^\S+\(\d+,\d+\): .*/gm) ?? [];
  ({ createClient } = await load("src/index.ts"));
});
afterAll(() => copy.remove());

const load = (path: string) => import(join(copy.folder, path));

const useOf = (types: string) => `
import { expectTypeOf } from "vitest";
import { type Call, createClient } from "./index.js";
import { createReceiver } from "./receiver/index.js";

const client = createClient({ token: "token" });
export const compiled = () => {
${types}
};
export type Used = [Call<unknown>, typeof client, typeof createReceiver, typeof expectTypeOf];
`;

const callMethod: CallMethod = async (method, args, status = 204, body = undefined) => {
  const requests: Request[] = [];
  const client = createClient({
    token: "token",
    fetch: async (url, init) => {
      requests.push(new Request(url, init));
      return new Response(body === undefined ? null : JSON.stringify(body), { status });
    },
  });
  const methods = client as object as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const result = await methods[method]?.(...args);
  const [request] = requests;
  return {
    url: decodeURIComponent(request?.url ?? ""),
    headers: Object.fromEntries(request?.headers ?? []),
    body: (await request?.text()) ?? "",
    result,
  };
};

describe.each(changes.map(([name, change], index) => ({ name, index, ...change })))(
  "$name",
  ({ index, behaviour }) => {
    it("is typed by generation alone", () => {
      expect(errors.filter((error) => error.startsWith(`src/change-${index}.ts`))).toEqual([]);
    });

    it("behaves as the contract says", () => behaviour(callMethod, { read: copy.read, load }));
  },
);

describe("all changes together", () => {
  it("leave nothing that does not compile", () => {
    expect(errors).toEqual([]);
  });

  it.each(["sandbox", "prism"])("pass the contract suite on %s", async (target) => {
    const { exitCode, output } = await copy.run(
      "vitest",
      "run",
      `contract-tests/contract.${target}.test.ts`,
    );
    expect(exitCode, output).toBe(0);
  });
});

describe("a changed type", () => {
  it("is reported by the compiler wherever hand-written code uses it", async () => {
    const text = (await copy.read(contractFile))
      .replaceAll("type: boolean", "type: string")
      .replaceAll(/((?:isActive|default|example): )(?:true|false)$/gm, "$1'yes'")
      .replaceAll(/examples: \[\s*true\s*\]/g, "examples: ['yes']");
    await copy.write(contractFile, text);
    const generated = await copy.run("tsx", "scripts/generate.ts");
    expect(generated.exitCode, generated.output).toBe(0);
    const { output } = await copy.run("tsc");
    expect(output).toMatch(
      /scripts\/documented-example\.ts\(.*Type 'boolean' is not assignable to type 'string'/,
    );
  });
});
