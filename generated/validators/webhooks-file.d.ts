// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type { Validator } from "./requests.js";

export declare const webhooksFile: Validator;
