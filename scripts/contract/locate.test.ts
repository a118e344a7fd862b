import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inTemporaryFolder } from "../redocly.js";
import { describeProblems } from "./locate.js";

const contract = `
paths:
  /pets/{id}:
    get:
      responses: &both
        "200": { description: A pet. }
    put:
      responses: *both
  /shared: { $ref: "#/components/pathItems/Shared" }
  /elsewhere: { $ref: "part.yaml#/Item" }
components:
  pathItems:
    Shared:
      post:
        parameters:
          - { name: one }
          - name: two
`;

const describeAt = (...pointers: string[]) =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, "openapi.yaml");
    await writeFile(file, contract);
    const problems = pointers.map((pointer) => ({ pointer, reason: "is wrong" }));
    return describeProblems(problems, file, "openapi.yaml");
  });

describe("describeProblems", () => {
  it.each([
    ["a key", "#/paths/~1pets~1{id}/get", "openapi.yaml:4:5: is wrong"],
    [
      "what an alias stands for",
      "#/paths/~1pets~1{id}/put/responses/200",
      "openapi.yaml:6:9: is wrong",
    ],
    ["an item of a list", "#/paths/~1shared/post/parameters/1", "openapi.yaml:17:13: is wrong"],
  ])("gives line and column of %s", async (_, pointer, description) => {
    expect(await describeAt(pointer)).toEqual([description]);
  });

  it.each(["#/paths/~1elsewhere/get", "#/components/schemas/Moved"])(
    "gives the pointer %s of what does not stand in the file",
    async (pointer) => {
      expect(await describeAt(pointer)).toEqual([`openapi.yaml: ${pointer}: is wrong`]);
    },
  );

  it("says each thing once", async () => {
    expect(await describeAt("#/paths/~1shared/post", "#/components/pathItems/Shared/post")).toEqual(
      ["openapi.yaml:14:7: is wrong"],
    );
  });
});
