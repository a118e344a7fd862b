import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "../scripts/project-copy.js";
import type { createClient as CreateClient } from "../src/index.js";
import { type CallMethod, contractChanges } from "./contract-change/contract-changes.js";
import { withAdditions } from "./contract-change/contract-edit.js";
import { schemaChanges } from "./contract-change/schema-changes.js";

const changes = Object.entries({ ...contractChanges, ...schemaChanges });
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
  ({ createClient } = await import(join(copy.folder, "src/index.ts")));
});
afterAll(() => copy.remove());

const useOf = (types: string) => `
import { expectTypeOf } from "vitest";
import { type Call, createClient } from "./index.js";

const client = createClient({ token: "token" });
export const compiled = () => {
${types}
};
export type Used = [typeof client, Call<unknown>, typeof expectTypeOf];
`;

const callMethod: CallMethod = async (method, args, status = 204, body = undefined) => {
  const requests: Request[] = [];
  const client = createClient({
    token: "token",
    fetch: async (request) => {
      requests.push(new Request(request));
      return new Response(body === undefined ? null : JSON.stringify(body), { status });
    },
  });
  const methods = client as object as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const result = await methods[method]?.(...args);
  const [request] = requests;
  return {
    url: decodeURI(request?.url ?? ""),
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

    it("behaves as the contract says", () => behaviour(callMethod));
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
