// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type { Validator } from "./requests.js";

export declare const deliverPackageUploadedBody: Validator;
export declare const deliverTeamServerPushBody: Validator;
export declare const deliverAlertBody: Validator;
