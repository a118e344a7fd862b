// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

/** One broken rule: where in the value, which keyword of the schema, and what it asks for. */
export interface Violation {
  /** JSON pointer into the value. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Tells whether a value matches its schema; `errors` then says everything that does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}

export declare const responses: Record<"listWebhooks" | "createWebhook" | "getWebhook" | "updateWebhook", Validator>;
