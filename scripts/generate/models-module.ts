import { parametersTypeName, pascalCase, typedPlaces } from "../contract/client-names.js";
import type { Document } from "../contract/document.js";
import { apiOperations } from "../contract/operations.js";
import { parametersIn } from "../contract/parameters.js";
import { banner, tsdoc } from "./source-code.js";

/**
 * `models.ts`: a type for each schema, under the schema's own name, and one for the parameters of
 * an operation in query, headers and cookies.
 */
export function generateModels(document: Document): string {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => ({
    name: pascalCase(name),
    docs: [`${schema.description ?? ""}`.trim(), ...(schema.deprecated ? ["@deprecated"] : [])],
    type: `components["schemas"][${JSON.stringify(name)}]`,
  }));
  const parameters = apiOperations(document).flatMap((operation) =>
    typedPlaces
      .filter((place) => parametersIn(operation, place).length > 0)
      .map((place) => ({
        name: parametersTypeName(operation.operationId, place),
        docs: [`The ${places[place]} of \`${operation.operationId}\`.`],
        type: `NonNullable<operations[${JSON.stringify(operation.operationId)}]["parameters"]["${place}"]>`,
      })),
  );
  const types = [...schemas, ...parameters].map(
    ({ name, docs, type }) => `${tsdoc("", ...docs)}\nexport type ${name} = ${type};\n`,
  );
  return [banner, 'import type { components, operations } from "./schema.js";\n', ...types].join(
    "\n",
  );
}

const places = { query: "query", header: "headers", cookie: "cookies" };
