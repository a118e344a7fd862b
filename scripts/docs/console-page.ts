import { copyFile, cp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Document, mapValues, type Reference, resolve } from "../contract/document.js";
import { getAt } from "../contract/json-pointer.js";
import { apiOperations } from "../contract/operations.js";
import { paginationOf } from "../generate/pagination.js";

const assets = ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE"];

/**
 * Writes a console that sends requests to the servers of this machine and of the contract, and to
 * no other: its Content Security Policy forbids it.
 */
export async function writeConsole(folder: string, document: Document, sandboxPort: number) {
  await cp(join(import.meta.dirname, "console"), folder, { recursive: true });
  const dist = dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
  for (const name of assets) await copyFile(join(dist, name), join(folder, name));
  const servers = [...localServers(document, sandboxPort), ...document.servers];
  const text = JSON.stringify({ ...executable(document), servers });
  await writeFile(join(folder, "contract.js"), `const contract = ${text};\n`);
  const page = join(folder, "index.html");
  const origins = document.servers.map(({ url }) => new URL(url, "http://localhost").origin);
  const allowed = ["http://127.0.0.1:*", "http://localhost:*", ...new Set(origins)].join(" ");
  await writeFile(page, (await readFile(page, "utf8")).replace("{{servers}}", allowed));
}

/**
 * The contract as Swagger UI can read it everywhere: without references, which it follows with
 * requests, without a dialect, and without the example of a cursor, which no page has given.
 */
function executable(document: Document): object {
  const paths: Record<string, object> = {};
  for (const operation of apiOperations(document)) {
    const cursor = paginationOf(document, operation)?.cursor;
    const parameters = operation.parameters.map((one) =>
      one.in === "query" && one.name === cursor ? { ...one, example: undefined } : one,
    );
    const shown = { ...(getAt(document, operation.pointer) as object), parameters };
    paths[operation.path] = { ...paths[operation.path], [operation.method]: shown };
  }
  const { openapi, info, security, tags, components } = document;
  return {
    openapi,
    // The description stands in the reference; here it would move the buttons out of sight.
    info: { title: info.title, version: info.version },
    security,
    tags,
    components: { securitySchemes: components.securitySchemes },
    paths: dereference(document, paths),
  };
}

/** A part of the document with what its references lead to; a schema within itself stays open. */
function dereference(document: Document, part: unknown, through: readonly string[] = []): unknown {
  if (Array.isArray(part)) return part.map((one) => dereference(document, one, through));
  if (typeof part !== "object" || part === null) return part;
  const { $ref } = part as Partial<Reference>;
  if (typeof $ref === "string") {
    if (through.includes($ref)) return { title: $ref.split("/").at(-1) };
    return dereference(document, resolve(document, part), [...through, $ref]);
  }
  return mapValues(part as object as Record<string, unknown>, (value) =>
    dereference(document, value, through),
  );
}

/** The servers of this machine, at the ports where `npm run sandbox` and `npm run mock` listen. */
function localServers({ servers: [server] }: Document, sandboxPort: number) {
  const { pathname } = new URL(server?.url ?? "", "http://localhost");
  const local = (name: string, port: number, path: string) => ({
    url: `http://127.0.0.1:{port}${path}`,
    description: `${name} on this machine`,
    variables: { port: { default: `${port}`, description: "The port" } },
  });
  return [local("Sandbox", sandboxPort, pathname.replace(/\/$/, "")), local("Mock", 4010, "")];
}
