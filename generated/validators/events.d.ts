// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

/** One broken rule. */
export interface Violation {
  /** JSON pointer to what is wrong, or to what is missing. */
  instancePath: string;
  /** The keyword of the schema. */
  keyword: string;
  /** What the keyword asks for, where that is more than the keyword says. */
  expected?: unknown;
}

/** Tells whether a value matches its schema; `errors` then says everything that does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}

export declare const deliverPackageUploadedBody: Validator;
export declare const deliverTeamServerPushBody: Validator;
export declare const deliverAlertBody: Validator;
