import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Document } from "../contract/document.js";
import { inTemporaryFolder } from "../redocly.js";
import {
  compareWithPublished,
  type Deviation,
  readPublished,
  reportComparison,
} from "./published.js";

/** As a vendor might publish it: OpenAPI 3.0, other component names, and words. */
const published = `
openapi: 3.0.3
info: { title: Pets, version: 1.0.0, description: Words. }
servers: [{ url: https://pets.example/v1, description: Production }]
paths:
  /pets:
    get:
      operationId: get-pets
      parameters:
        - { $ref: "#/components/parameters/max" }
      responses:
        "200":
          description: OK
          headers: {}
          content:
            application/json: { schema: { $ref: "#/components/schemas/pet" } }
        "203": { description: Other }
components:
  parameters:
    max: { name: max, in: query, schema: { type: integer, minimum: 0, exclusiveMinimum: true } }
  schemas:
    pet:
      type: object
      required: [name, age]
      properties: { name: { type: string, nullable: true }, age: { type: integer, example: 3 } }
`;

/** The same service as a contract: 3.1, composed, ordered otherwise, without the 203. */
const contract: Document = parse(`
openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example/v1 }]
paths:
  /pets:
    parameters:
      - { name: max, in: query, description: At most., schema: { type: integer, exclusiveMinimum: 0 } }
    get:
      operationId: listPets
      summary: List
      responses:
        "200":
          description: The pets.
          content:
            application/json:
              schema:
                allOf:
                  - { $ref: "#/components/schemas/Named" }
                  - { type: object, required: [age], properties: { age: { type: integer } } }
components:
  schemas:
    Named: { type: object, required: [name], properties: { name: { type: ["null", string] } } }
`);

const deviations: Deviation[] = [
  {
    title: "There is a 203.",
    reason: "It is never seen.",
    differences: [
      { pointer: "/paths/*/get/responses/203", published: { headers: {}, content: {} } },
    ],
  },
];

const read = (text: string) =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, "published.yaml");
    await writeFile(file, text);
    return readPublished(file);
  });

const compare = async (text: string, known = deviations) =>
  compareWithPublished(await read(text), contract, known);

describe("compareWithPublished", () => {
  it("finds nothing where both say the same in other words, but for what is explained", async () => {
    const comparison = await compare(published);
    expect(comparison).toEqual({ unexplained: [], outdated: [] });
    expect(reportComparison(comparison)).toMatch(/^Nothing new/);
  });

  const okSchema = "/paths/~1pets/get/responses/200/content/application~1json/schema";
  it.each([
    ["pets.example/v1", "pets.example/v2", "/servers"],
    ["minimum: 0", "minimum: 1", "/paths/~1pets/get/parameters/query max/schema/exclusiveMinimum"],
    ["name: max", "name: most", "/paths/~1pets/get/parameters/query most"],
    ["nullable: true", "nullable: false", `${okSchema}/properties/name/type`],
    ["example: 3", "maximum: 99", `${okSchema}/properties/age/maximum`],
    ["headers: {}", "headers: { X-A: {} }", "/paths/~1pets/get/responses/200/headers/x-a"],
    ["    get:", "    head: { responses: {} }\n    get:", "/paths/~1pets/head"],
  ])("names the place where %j becomes %j", async (from, to, pointer) => {
    const { unexplained } = await compare(published.replace(from, to));
    expect(unexplained.map((one) => one.pointer)).toContain(pointer);
  });

  it("reports both sides of a difference, and a deviation that is none any more", async () => {
    expect(reportComparison(await compare(published, []))).toBe(
      '* `/paths/~1pets/get/responses/203`: published `{"headers":{},"content":{}}`, contract nothing',
    );
    const outdated = await compare(published.replace(/ *"203".*\n/, ""));
    expect(reportComparison(outdated)).toBe(
      "* `/paths/*/get/responses/203`: no longer as openapi/deviations.yaml has it (There is a 203.)",
    );
  });
});

describe("readPublished", () => {
  it("reads from an address, and says in one line why it cannot", async () => {
    const server = createServer((request, response) => {
      if (request.url !== "/published.yaml") response.statusCode = 404;
      response.end(published);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(readPublished(`${origin}/published.yaml`)).resolves.toHaveProperty("paths");
    await expect(readPublished("none.yaml")).rejects.toThrow(/^cannot read none.yaml: ENOENT/);
    await expect(readPublished(`${origin}/other`)).rejects.toThrow(
      `cannot read ${origin}/other: it responds with 404`,
    );
    server.close();
  });

  it.each([
    ["a: [", /^cannot read .*published\.yaml: Flow sequence .*$/],
    ["just: yaml", /is no OpenAPI 3 description/],
  ])("refuses %j", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
