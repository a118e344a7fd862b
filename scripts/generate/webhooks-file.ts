import { schemasFor } from "../contract/directions.js";
import { type Document, jsonOf, resolve, type Schema } from "../contract/document.js";
import { apiOperations } from "../contract/operations.js";
import { compileValidators } from "./compile-validators.js";
import { banner } from "./source-code.js";
import { declarations, importTypes } from "./validator-modules.js";

type Properties = Record<string, Schema>;

const reference: Schema = {
  type: "string",
  description: "Where the value is: `env:NAME` or `file:PATH`, never the value itself.",
  pattern: "^(env|file):.+$",
  examples: ["env:WEBHOOK_SECRET"],
};

/**
 * The JSON Schema of the file with webhooks as code, and its validator. A webhook has the properties
 * of the body of `createWebhook`, its name being the key, with references in place of secrets;
 * without such an operation there is no such file.
 */
export async function generateWebhooksFile(document: Document): Promise<Record<string, string>> {
  const requests = schemasFor(document, "request");
  const create = apiOperations(requests).find(({ operationId }) => operationId === "createWebhook");
  const input = jsonOf(create?.requestBody?.content)?.schema;
  const appId = create?.parameters.find((parameter) => parameter.in === "path")?.schema;
  if (input === undefined || appId === undefined) return {};
  const { name = {}, ...properties } = propertiesInFile(requests, input);
  const whole = withSchema(requests, objectSchema("Properties of a webhook.", properties));
  const schema = fileSchema(appId, name);
  const published = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Mendix webhooks",
    ...schema,
    $defs: definitionsOf(whole, schema),
  };
  const text = JSON.stringify(published, null, 2).replaceAll('"#/components/schemas/', '"#/$defs/');
  const validator = await compileValidators(whole, { webhooksFile: schema });
  return {
    "webhooks-file.schema.json": `${text}\n`,
    "validators/webhooks-file.js": `${banner}${validator}`,
    "validators/webhooks-file.d.ts": declarations(importTypes, ["webhooksFile"]),
  };
}

/** The properties of an object, wherever in its schema they stand. */
function propertiesOf(document: Document, schema: Schema): Properties {
  const { properties, allOf = [], anyOf = [], oneOf = [] } = resolve<Schema>(document, schema);
  const parts = [...allOf, ...anyOf, ...oneOf].map((part) => propertiesOf(document, part));
  const all: Properties = Object.assign({}, ...parts, properties);
  return Object.fromEntries(Object.entries(all).filter(([, { readOnly }]) => !readOnly));
}

/** The properties of a webhook in the file, and its name. */
function propertiesInFile(document: Document, input: Schema): Properties {
  const properties = propertiesOf(document, input);
  const { validationSecret, headers } = properties;
  const { key = {} } = resolve<Schema>(document, headers?.items ?? {}).properties ?? {};
  return {
    ...properties,
    ...(validationSecret && { validationSecret: referenceTo(validationSecret) }),
    // Headers by their names, which the API has as a list of `{ key, value }`.
    ...(headers && {
      headers: { ...mapSchema(headers.description, key), additionalProperties: reference },
    }),
  };
}

/** The name of the schema of a webhook in the file, which two places refer to. */
const webhookName = "WebhookInFile";

function withSchema(document: Document, webhook: Schema): Document {
  const schemas = { ...document.components.schemas, [webhookName]: webhook };
  return { ...document, components: { ...document.components, schemas } };
}

function fileSchema(appId: Schema, name: Schema): Schema {
  const webhook = (description: string): Schema => ({
    $ref: `#/components/schemas/${webhookName}`,
    description,
  });
  const app = objectSchema("An app.", {
    label: { type: "string", description: "What people call the app; shown in plans." },
    webhooks: {
      ...mapSchema("The webhooks of the app, by their names.", name),
      additionalProperties: webhook("A webhook."),
    },
  });
  const file = objectSchema("Webhooks of Mendix apps, as they are to be.", {
    $schema: { type: "string", description: "The address of this schema, for editors." },
    version: { const: 1, description: "The version of this format." },
    defaults: webhook("Properties of every webhook that does not have its own."),
    apps: {
      ...mapSchema("The apps, by their ids. Other apps are left alone.", appId),
      additionalProperties: { ...app, required: ["webhooks"] },
    },
  });
  return { ...file, required: ["version", "apps"] };
}

const objectSchema = (description: string, properties: Properties): Schema => ({
  type: "object",
  description,
  properties,
  additionalProperties: false,
});

const mapSchema = (description = "", propertyNames: Schema): Schema => ({
  type: "object",
  description,
  propertyNames,
});

const referenceTo = ({ description = "" }: Schema): Schema => ({
  ...reference,
  description: `${description.trim()}\n\n${reference.description}`.trim(),
});

/** The shared schemas that a schema refers to, by their names. */
function definitionsOf(document: Document, schema: Schema, found: Properties = {}): Properties {
  for (const [, name = ""] of JSON.stringify(schema).matchAll(
    /"#\/components\/schemas\/([^"/]+)/g,
  )) {
    const definition = document.components.schemas[name];
    if (definition === undefined || name in found) continue;
    found[name] = definition;
    definitionsOf(document, definition, found);
  }
  return found;
}
