import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { generateFiles } from "./files.js";
import { bundle, head } from "./testing/bundle-text.js";

/** A list of nine times the list before, `a0` to `a12`. */
const aliasesOf = (at: number) =>
  `x-${at}: &a${at} [${at === 0 ? "x" : Array(9).fill(`*a${at - 1}`)}]\n`;

describe("bundleForeign", () => {
  it("leaves out what no client can be generated for, with a line for each", async () => {
    const { document, notes } = await bundle(`${head}paths:
  /files:
    post:
      requestBody: { content: { multipart/form-data: { schema: { type: object } } } }
      responses: { "204": { description: Stored. } }
    put:
      requestBody: { content: { application/xml: { schema: { type: object } } } }
      responses: { "204": { description: Stored. } }
    get:
      responses:
        "200": { description: As a text., content: { text/plain: { schema: { type: string } } } }
    trace:
      responses: { "200": { description: Traced. } }
    delete:
      responses: { "204": { description: Gone. } }
      callbacks:
        onDone: { "{$request.query.url}": { post: { responses: { "200": { description: OK. } } } } }
  /files/{name}:
    get: { responses: { "204": { description: Nobody says what a name is. } } }
  /texts:
    servers: [{ url: "https://uploads.example" }]
    get: { responses: { "204": { description: Elsewhere. } } }
    put:
      servers: [{ url: / }]
      responses: { default: { description: As a text., content: { text/plain: {} } } }
  /parameters/{json}:
    parameters: [{ name: json, in: path, required: true, content: { application/json: { example: 1 } } }]
    get: { responses: { "204": { description: None. } } }
  /arrays:
    get:
      parameters: [{ name: deep, in: query, style: deepObject, schema: { type: array } }]
      responses: { "204": { description: None. } }
  /numbers:
    get:
      responses:
        "200":
          description: No value is valid.
          content:
            application/json:
              schema: { type: integer, minimum: 2, maximum: 1 }
webhooks:
  happened:
    post: { responses: { 2XX: { description: Received. } } }
    put: { responses: { 2XX: { description: Received. } } }
`);
    expect(notes).toEqual([
      "api.yaml:5:5: POST /files is left out: its request body is multipart/form-data, not JSON",
      "api.yaml:8:5: PUT /files is left out: its request body is application/xml, not JSON",
      "api.yaml:11:5: GET /files is left out: its 200 response is text/plain, not JSON",
      "api.yaml:14:5: TRACE /files is left out: fetch cannot send TRACE",
      "api.yaml:18:7: the callbacks of DELETE /files are left out",
      "api.yaml:21:5: GET /files/{name} is left out: its path has a parameter 'name' that is not described",
      "api.yaml:24:5: GET /texts is left out: it has a server of its own, https://uploads.example",
      "api.yaml:25:5: PUT /texts is left out: its default response is text/plain, not JSON",
      "api.yaml:30:5: GET /parameters/{json} is left out: its path parameter 'json' is application/json",
      "api.yaml:32:5: GET /arrays is left out: its parameter 'deep' is an array in the style deepObject, which is for objects",
      "api.yaml:46:5: PUT happened is left out: a delivery has one method",
      "api.yaml:42:15: no valid value can be derived from this schema; give it an example",
    ]);
    expect(Object.keys(document.paths["/files"] ?? {})).toEqual(["delete"]);
  });

  it("refuses names that stand for two things, with file and line", async () => {
    const bundled = bundle(`${head}paths:
  /names:
    get: { operationId: get-names, responses: { "204": { description: None. } } }
    put: { operationId: getNames, responses: { "204": { description: None. } } }
    post: { operationId: then, responses: { "204": { description: None. } } }
components:
  schemas:
    Pet: { type: object }
    pet: { type: object }
`);
    await expect(bundled).rejects.toThrow(
      [
        "api.yaml:6:5: the method would be called getNames, as that of #/paths/~1names/get",
        "api.yaml:7:5: then is a name of the client",
        "api.yaml:11:5: the type would be called Pet, as that of #/components/schemas/Pet",
      ].join("\n"),
    );
  });

  it("upgrades a document of OpenAPI 3.0", async () => {
    const { document, notes } = await bundle(`openapi: 3.0.3
info: { title: Old, version: 1.0.0 }
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string, nullable: true }
        age: { type: integer, minimum: 0, exclusiveMinimum: true }
`);
    expect(notes).toEqual([]);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.components.schemas.Pet?.properties).toMatchObject({
      name: { type: ["string", "null"] },
      age: { type: "integer", exclusiveMinimum: 0 },
    });
  });

  it.each([
    [
      "Swagger 2.0",
      'swagger: "2.0"\ninfo: { title: Older, version: 1.0.0 }\npaths: {}\n',
      "api.yaml: OpenAPI 3.0 or 3.1 is needed, the document is Swagger 2.0",
    ],
    [
      "no OpenAPI",
      "greeting: hello\n",
      "Something went wrong when processing api.yaml:\n  - Unsupported specification",
    ],
    [
      "YAML that cannot be read",
      `${head}paths: [\n`,
      'Failed to parse API description at api.yaml:\n  - deficient indentation in "api.yaml" (4:1)',
    ],
    [
      "aliases that expand without end",
      head + [...Array(12)].map((_, at) => aliasesOf(at)).join(""),
      "api.yaml: its aliases expand without end",
    ],
    [
      "a reference to nothing",
      `${head}paths: { /a: { $ref: "#/b" } }\n`,
      `[1] api.yaml:3:14 at #/paths/~1a
Can't resolve $ref
1 | openapi: 3.1.1
2 | info: { title: Small, version: 1.0.0 }
3 | paths: { /a: { $ref: "#/b" } }
  |              ^^^^^^^^^^^^^^^
4 |`,
    ],
  ])("refuses %s with its place, and says it once", async (_, text, message) => {
    await expect(bundle(text)).rejects.toThrow(new Error(message));
  });

  it("follows references to addresses only if it is allowed to", async () => {
    const server = createServer((_, response) => response.end("Pet: { type: object }"));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const text = `${head}paths: {}
components: { schemas: { Pet: { $ref: "http://127.0.0.1:${port}/pets.yaml#/Pet" } } }
`;
    await expect(bundle(text)).rejects.toThrow("api.yaml:4:33: refers to the address http://127");
    const { document } = await bundle(text, { allowExternalReferences: true });
    server.close();
    expect(document.components.schemas.Pet).toEqual({ type: "object" });
  });

  it("follows references to files beside the document, in a circle too", async () => {
    const text = `${head}paths: { /a: { $ref: "b.yaml#/Item" } }
components: { schemas: { A: { type: string } } }
`;
    const item =
      "Item: { parameters: [{ name: a, in: query, schema: { $ref: 'api.yaml#/components/schemas/A' } }] }";
    const { document } = await bundle(text, {}, { "b.yaml": item });
    const schema = { $ref: "#/components/schemas/A" };
    expect(document.paths["/a"]?.parameters).toEqual([
      { name: "a", in: "query", schema, example: expect.any(String) },
    ]);
  });

  it.each([
    ["a file of the machine", "file:///etc/hostname", "api.yaml:3:16: refers to the address file"],
    ["a file elsewhere", "../part.yaml", /api\.yaml:3:16: refers to .*part\.yaml, outside of/],
    ["a file that leads elsewhere", "on.yaml", /on\.yaml:1:3: refers to .*part\.yaml, outside of/],
    ["a link to elsewhere", "link.yaml", /api\.yaml:3:16: refers to .*part\.yaml, outside of/],
  ])("refuses a reference to %s with its place", async (_, target, reason) => {
    const files = { "on.yaml": "{ $ref: ../part.yaml }" };
    const bundled = bundle(`${head}paths: { /a: { $ref: "${target}" } }\n`, {}, files);
    await expect(bundled).rejects.toThrow(reason);
  });

  it("refuses schemas that contradict JSON Schema in a line", async () => {
    const { document } = await bundle(`${head}paths: {}
components:
  schemas:
    One: { $anchor: same }
    Two: { $anchor: same }
`);
    await expect(generateFiles(document)).rejects.toThrow("a schema cannot be compiled: reference");
  });
});
