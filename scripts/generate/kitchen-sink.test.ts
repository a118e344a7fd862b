import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import createFetchClient from "openapi-fetch";
import { afterAll, describe, expect, it } from "vitest";
import { type Document, type Example, jsonOf, resolve } from "../contract/document.js";
import { apiOperations, type Operation, statusOf } from "../contract/operations.js";
import { parametersIn, pathParameters } from "../contract/parameters.js";
import { type Mock, startPrism } from "../mock/prism.js";
import { runProgram } from "../project-copy.js";

const root = join(import.meta.dirname, "../..");
const folder = await mkdtemp(join(tmpdir(), "kitchen-sink-"));
const prism = startPrism();
afterAll(() => Promise.all([rm(folder, { recursive: true }), prism.close()]));

await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
await writeFile(join(folder, "package.json"), '{ "type": "module" }');
const generated = await runProgram(root, [
  "tsx",
  "scripts/generate.ts",
  "--contract=scripts/generate/testing/kitchen-sink.yaml",
  `--output=${join(folder, "generated")}`,
]);

/** What the test uses of the generated modules. */
interface Generated {
  createMethods(send: Send): Record<string, (...args: unknown[]) => Promise<FetchResult>>;
  routes: Record<string, Route>;
}
type Send = (id: string, input: Input, options: { prefer?: string }) => Promise<FetchResult>;
type Input = { body?: unknown } & Record<string, unknown>;
type FetchResult = { data?: unknown; response: Response };
type Validator = { (value: unknown): boolean; errors?: unknown[] | null };
interface Route {
  method: string;
  path: string;
  bodyType?: string;
  results: Record<string, Validator | undefined>;
  serialize?: (parameters: object) => { headers?: Record<string, string> };
}

const load = (name: string): Promise<Generated> => import(join(folder, "generated", name));
const { routes } = await load("routes.ts");
const { createMethods } = await load("client.ts");
const documentFile = join(folder, "generated/openapi.json");
const document: Document = JSON.parse(await readFile(documentFile, "utf8"));
const operations = apiOperations(document);

/** The generated methods on the smallest transport that can send every request. */
function methodsOn(baseUrl: string, fetch = globalThis.fetch) {
  const { request } = createFetchClient<Record<string, never>>({ baseUrl, fetch });
  const requestAny = request as (...args: [string, string, object]) => Promise<FetchResult>;
  return createMethods((operationId, { body, ...params }, { prefer }) => {
    const { method, path, bodyType, serialize } = routes[operationId] as Route;
    const { headers, ...serialized } = serialize?.(params) ?? {};
    return requestAny(method, path, {
      params,
      body,
      ...serialized,
      headers: {
        authorization: "token",
        ...(bodyType && body !== undefined && { "content-type": bodyType }),
        ...(prefer && { prefer }),
        ...headers,
      },
    });
  });
}

/** The arguments of a method, as the contract's examples show them. */
function argumentsFor(operation: Operation): unknown[] {
  const [shown] = Object.values(jsonOf(operation.requestBody?.content)?.examples ?? {});
  const others = ["query", "header", "cookie"].flatMap((place) => {
    const parameters = parametersIn(operation, place);
    const values = parameters.map(({ name, example }) => [name, example]);
    return parameters.length > 0 ? [Object.fromEntries(values)] : [];
  });
  return [
    ...pathParameters(operation).map(({ example }) => example),
    ...(shown ? [resolve<Example>(document, shown).value] : []),
    ...others,
  ];
}

const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};

describe("what is generated from every construct of OpenAPI 3.1", () => {
  it("is generated without a word", () => {
    expect(generated).toEqual({ exitCode: 0, output: expect.stringMatching(/^Wrote .*\.\s*$/) });
  });

  it.each([
    ["module: nodenext", { module: "nodenext", skipDefaultLibCheck: true, ...strictest }],
    ["a bundler", { module: "esnext", moduleResolution: "bundler", skipLibCheck: true }],
  ])("compiles with the settings of users with %s", async (_, settings) => {
    const compilerOptions = { noEmit: true, target: "es2022", types: [], ...settings };
    const project = JSON.stringify({ compilerOptions, include: ["generated"] });
    await writeFile(join(folder, "tsconfig.json"), project);
    expect((await runProgram(folder, ["tsc"])).output.trim()).toBe("");
  });

  it.each<[operationId: string, request: Record<string, string>]>([
    ["getByTypedPath", { url: "/typed/a%20b/7/0.5/true/two" }],
    ["getByStyledPath", { url: "/styled/a,b/x=1,y=2/.a.b/;matrix=m" }],
    [
      "getByQuery",
      {
        url:
          "/queries?exploded=a&exploded=b&commas=1,2&spaces=a%20b&pipes=a|b&deep[from]=1&deep[to]=2" +
          "&flat=r,1,g,2&tone=red&reserved=a/b:c&filter%5Bname%5D=n&json=%7B%22a%22%3A1%7D" +
          "&nullable=text&old=o&needed=4",
      },
    ],
    ["postWithHeaders", { "x-request-number": "5", "x-labels": "a,b", cookie: "session=s1" }],
    ["patchVendorJson", { "content-type": "application/merge-patch+json" }],
    ["getHardNames", { url: "/names/then?__proto__=p&then=t" }],
  ])("sends the parameters of %s as the contract says", async (operationId, expected) => {
    const requests: Request[] = [];
    const methods = methodsOn("https://kitchen.example", async (request) => {
      requests.push(new Request(request));
      return Response.json({});
    });
    const operation = operations.find((one) => one.operationId === operationId);
    await methods[operationId]?.(...argumentsFor(operation as Operation), {});
    const { url = "", headers = [] } = requests[0] ?? {};
    const sent = {
      url: url.replace("https://kitchen.example", ""),
      ...Object.fromEntries(headers),
    };
    expect(sent).toMatchObject(expected);
  });
});

describe("the generated methods on Prism", async () => {
  const mock: Mock = await prism.serve(documentFile);

  const calls = operations
    // Prism 5.14 ends when it reads an array or an object from a path.
    .filter(({ operationId }) => operationId !== "getByStyledPath")
    .flatMap((operation) =>
      Object.entries(routes[operation.operationId]?.results ?? {}).map(
        ([key, validate]) => [operation.operationId, key, operation, validate] as const,
      ),
    );

  it.each(calls)("get from %s a response that the validator of %s accepts", async (...call) => {
    const [operationId, key, operation, validate] = call;
    const method = methodsOn(mock.url)[operationId];
    const prefer = key === "default" ? "" : `code=${statusOf(key)}`;
    const { data, response } = (await method?.(...argumentsFor(operation), { prefer })) ?? {};
    expect(response?.status).toBe(statusOf(key));
    if (validate === undefined) expect(data || undefined).toBeUndefined();
    validate?.(data);
    expect(validate?.errors ?? []).toEqual([]);
  });

  it("are all that the contract has", () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(Object.keys(methodsOn(mock.url))).toEqual(names);
    expect(names.length).toBeGreaterThan(20);
  });
});
