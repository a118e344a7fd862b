import { describe, expect, it } from "vitest";
import { schemasFor } from "../contract/directions.js";
import { apiOperations } from "../contract/operations.js";
import { generateFiles } from "./files.js";
import { bundle, head } from "./testing/bundle-text.js";

describe("bundleForeign", () => {
  it("ignores header parameters that other parts of a document describe", async () => {
    const names = ["Accept", "content-type", "Authorization", "X-Own"];
    const parameters = names.map(
      (name) => `{ name: ${name}, in: header, schema: { type: string } }`,
    );
    const { document } = await bundle(`${head}paths:
  /a: { get: { parameters: [${parameters}], responses: { "204": { description: None. } } } }
`);
    const [operation] = apiOperations(document);
    expect(operation?.parameters.map(({ name }) => name)).toEqual(["X-Own"]);
  });

  it("reads references with percent-encoded characters, and schemas that are true or false", async () => {
    const { document, notes } = await bundle(`${head}paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: true, example: 1 }]
    put:
      requestBody: { content: { application/json: { schema: { properties: { a: true } } } } }
      responses: { "204": { description: None. } }
  /b: { $ref: "#/paths/~1a~1%7Bid%7D" }
`);
    expect(notes).toEqual([]);
    expect(document.paths["/b"]).toHaveProperty("put");
    await expect(generateFiles(document)).resolves.toHaveProperty("routes.ts");
  });

  it.each([
    ["{ pattern: '^\\_' }", "Invalid regular expression: /^\\_/u: Invalid escape"],
    ["{ patternProperties: { '(': {} } }", "Invalid regular expression: /(/u: Unterminated group"],
    ["{ $ref: '#/components/schemas/A' }", "this schema contains itself without end"],
    ["{ allOf: [{ $ref: '#/components/schemas/A' }] }", "this schema contains itself without end"],
    ["{ $dynamicRef: '#a' }", "$dynamicRef is not supported; refer to the schema by $ref"],
    ["{ unevaluatedItems: false, contains: {} }", "contains in unevaluatedItems is not supported"],
  ])("refuses the schema %s with its place", async (schema, reason) => {
    const text = `${head}paths: {}\ncomponents: { schemas: { A: ${schema} } }\n`;
    await expect(bundle(text)).rejects.toThrow(`api.yaml:4:26: ${reason}`);
  });

  it("pages by a parameter of the query alone", async () => {
    const { notes } = await bundle(`${head}paths:
  /a:
    get:
      operationId: a
      parameters: [{ name: from, in: header, schema: { type: string } }]
      responses:
        "200":
          description: A page.
          content: { application/json: { example: [], schema: { properties: { items: { type: array } } } } }
          links: { nextPage: { operationId: a, parameters: { from: $response.body#/next } } }
`);
    expect(notes).toEqual([
      "api.yaml:12:20: it takes no query parameter from the body of the response",
    ]);
  });

  it("types a property with a default as one that may be missing, as the validators do", async () => {
    const { document } = await bundle(`${head}paths: {}
components: { schemas: { A: { properties: { size: { type: integer, default: 1 } } } } }
`);
    const files = await generateFiles(document);
    expect(files["schema.d.ts"]).toContain("size?: number;");
  });

  it.each([
    ["{ id: { readOnly: true } }", "{ required: [id] }"],
    ["{ id: { $ref: '#/components/schemas/Id' } }", "{}"],
  ])("demands in a request no property %s that %s demands elsewhere", async (properties, other) => {
    const { document } = await bundle(`${head}paths: {}
components:
  schemas:
    Id: { type: string, readOnly: true }
    A: { required: [id, name], allOf: [{ properties: ${properties} }, ${other}] }
`);
    const { A } = schemasFor(document, "request").components.schemas;
    expect(A?.required).toEqual(["name"]);
    expect(A?.allOf?.[1]?.required ?? []).toEqual([]);
  });
});
