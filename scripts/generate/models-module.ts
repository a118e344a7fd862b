import { ContractError } from "../contract/contract-error.js";
import type { Document } from "../contract/document.js";
import { pascalCase } from "../contract/names.js";
import { apiOperations } from "../contract/operations.js";
import { parametersIn } from "../contract/parameters.js";
import { parametersTypeName } from "./client-methods.js";
import { banner, tsdoc } from "./source-code.js";

/**
 * `models.ts`: a type for each schema, under the schema's own name, and one for the parameters of
 * an operation in query, headers and cookies.
 *
 * @throws ContractError for two types of one name
 */
export function generateModels(document: Document): string {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => ({
    name: pascalCase(name),
    source: `#/components/schemas/${name}`,
    docs: [`${schema.description ?? ""}`.trim(), ...(schema.deprecated ? ["@deprecated"] : [])],
    type: `components["schemas"][${JSON.stringify(name)}]`,
  }));
  const parameters = apiOperations(document).flatMap((operation) =>
    (["query", "header", "cookie"] as const)
      .filter((place) => parametersIn(operation, place).length > 0)
      .map((place) => ({
        name: parametersTypeName(operation.operationId, place),
        source: operation.pointer,
        docs: [`The ${places[place]} of \`${operation.operationId}\`.`],
        type: `NonNullable<operations[${JSON.stringify(operation.operationId)}]["parameters"]["${place}"]>`,
      })),
  );
  const seen = new Map<string, string>();
  const types = [...schemas, ...parameters].map(({ name, source, docs, type }) => {
    const other = seen.get(name);
    if (other !== undefined) {
      throw new ContractError(`${source}: its type would be called ${name}, as that of ${other}`);
    }
    seen.set(name, source);
    return `${tsdoc("", ...docs)}\nexport type ${name} = ${type};\n`;
  });
  return [banner, 'import type { components, operations } from "./schema.js";\n', ...types].join(
    "\n",
  );
}

const places = { query: "query", header: "headers", cookie: "cookies" };
