// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type { components, operations } from "./schema.js";

/** What a list shows of a webhook. */
export type Webhook = components["schemas"]["Webhook"];

/** A webhook with its secret and custom headers. */
export type WebhookDetailed = components["schemas"]["WebhookDetailed"];

/** A part of the list, and how to reach its neighbours. */
export type WebhookPage = components["schemas"]["WebhookPage"];

/** Pass one as `cursor` to read that page. An absent one means there is no such page. */
export type Cursors = components["schemas"]["Cursors"];

/** All that a client decides about a webhook. */
export type WebhookInput = components["schemas"]["WebhookInput"];

/**
 * The events to deliver. Known are `package.uploaded` and `teamserver.push`; Mendix may add
 * others, so a value that you do not know is no error.
 */
export type EventTypes = components["schemas"]["EventTypes"];

/** A custom header of a webhook. */
export type Header = components["schemas"]["Header"];

/** A custom header to send; not one that Mendix or the infrastructure between sets itself. */
export type HeaderInput = components["schemas"]["HeaderInput"];

/**
 * Any header name but the reserved ones, whatever their case. Reserved are all that start
 * with `x-amz-`, `x-amzn-`, `x-google`, `x-goog-`, `x-gfe`, `x-azure-`, `x-fd-`, `x-svix-` or
 * `svix-`, and `user-agent`, `keep-alive`, `proxy-authenticate`, `proxy-authorization`, `te`,
 * `trailers`, `transfer-encoding`, `upgrade`, `age`, `cache-control`, `clear-site-data`,
 * `expires`, `pragma`, `warning`, `content-length`, `content-type`, `content-encoding`,
 * `content-language` and `content-location`.
 */
export type HeaderName = components["schemas"]["HeaderName"];

/** The body of every response that is not a success. */
export type ErrorEnvelope = components["schemas"]["ErrorEnvelope"];

/** One thing that was wrong with the request. */
export type InvalidParam = components["schemas"]["InvalidParam"];

/** A deployment package of the app was uploaded. */
export type PackageUploadedEvent = components["schemas"]["PackageUploadedEvent"];

/** Commits were pushed to a branch of the app's repository. */
export type TeamServerPushEvent = components["schemas"]["TeamServerPushEvent"];

/** A Git commit id in full. */
export type CommitId = components["schemas"]["CommitId"];

/** One commit of a push. */
export type Commit = components["schemas"]["Commit"];

/** A story that a commit is about. */
export type RelatedStory = components["schemas"]["RelatedStory"];

/** The state of a monitored environment changed. */
export type AlertEvent = components["schemas"]["AlertEvent"];

/** The query of `listWebhooks`. */
export type ListWebhooksQuery = NonNullable<operations["listWebhooks"]["parameters"]["query"]>;
