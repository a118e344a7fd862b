// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type { Validator } from "./requests.js";

export declare const listWebhooks200: Validator;
export declare const createWebhook200: Validator;
export declare const getWebhook200: Validator;
export declare const updateWebhook202: Validator;
