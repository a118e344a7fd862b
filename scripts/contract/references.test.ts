import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkReferences } from "./references.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "references-"));
});
afterEach(() => rm(root, { recursive: true }));

async function check(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return checkReferences(join(root, "contract/openapi.yaml"), join(root, "contract"));
}

describe("checkReferences", () => {
  it("allows references within the document and to files beside it, in a circle too", async () => {
    const files = {
      "contract/openapi.yaml": "a: { $ref: '#/b' }\nc: { $ref: 'parts/pet.yaml#/Pet' }",
      "contract/parts/pet.yaml": "Pet: { $ref: '../openapi.yaml#/a' }",
    };
    await expect(check(files)).resolves.toBeUndefined();
  });

  it.each(["https://contract.example/pet.yaml", "http://127.0.0.1/#/a", "file:///etc/hostname"])(
    "refuses a reference to %s with its place",
    async (address) => {
      const refused = check({ "contract/openapi.yaml": `a:\n  $ref: "${address}"` });
      await expect(refused).rejects.toThrow(/openapi\.yaml:2:9 refers to the address/);
    },
  );

  it("refuses a file elsewhere, also one that a file beside the contract refers to", async () => {
    const files = {
      "contract/openapi.yaml": "a: { $ref: part.yaml }",
      "contract/part.yaml": "{ $ref: ../secret.yaml }",
      "secret.yaml": "password: secret",
    };
    await expect(check(files)).rejects.toThrow(/part\.yaml:1:9 refers to .*secret\.yaml, outside/);
  });

  it("refuses a link to a file elsewhere", async () => {
    await writeFile(join(root, "secret.yaml"), "a: 1");
    await mkdir(join(root, "contract"));
    await symlink(join(root, "secret.yaml"), join(root, "contract/link.yaml"));
    const refused = check({ "contract/openapi.yaml": "a: { $ref: link.yaml }" });
    await expect(refused).rejects.toThrow("outside of");
  });

  it("refuses aliases that expand without end", async () => {
    const levels = Array.from({ length: 12 }, (_, index) => {
      const items =
        index === 0
          ? "x"
          : Array(9)
              .fill(`*a${index - 1}`)
              .join(", ");
      return `a${index}: &a${index} [${items}]`;
    });
    const refused = check({ "contract/openapi.yaml": levels.join("\n") });
    await expect(refused).rejects.toThrow("its aliases expand without end");
  });

  it("leaves a file that is missing, or no YAML, to the linter", async () => {
    await expect(
      check({ "contract/openapi.yaml": "a: { $ref: none.yaml }" }),
    ).resolves.toBeUndefined();
    await expect(check({ "contract/openapi.yaml": "a: [" })).resolves.toBeUndefined();
  });
});
