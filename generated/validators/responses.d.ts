// Generated from the OpenAPI document by `npm run generate`. Do not edit.

/** A rule of the schema that a value breaks, as Ajv reports it. */
export interface Violation {
  /** JSON pointer to the value; to the object, where a property is missing or too many. */
  instancePath: string;
  /** The keyword of JSON Schema. */
  keyword: string;
  /** What the keyword asks for: `{ limit: 1 }`, `{ missingProperty: "name" }`. */
  params: Record<string, unknown>;
}

/** Tells whether a value matches its schema; `errors` then says what does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}

export declare const listWebhooks200: Validator;
export declare const createWebhook200: Validator;
export declare const getWebhook200: Validator;
export declare const updateWebhook202: Validator;
