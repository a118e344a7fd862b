// Generated from the OpenAPI document by `npm run generate`. Do not edit.

export interface paths {
    "/apps/{app-id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The app's id; elsewhere in Mendix it is called the project id.
                 * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
                 */
                "app-id": components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * List the webhooks of an app
         * @description Returns one page at a time. `ascOrder` orders the webhooks by creation time; without it the
         *     order is not documented. Secrets and custom headers are left out; get a single webhook to
         *     see them. What happens with an unknown cursor is not documented either.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Adds a webhook to the app and returns it, including the id that Mendix gave it. Two
         *     requests with the same body make two webhooks: repeat a create only when you know that the
         *     first one never arrived.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{app-id}/webhooks/{webhook-id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The app's id; elsewhere in Mendix it is called the project id.
                 * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
                 */
                "app-id": components["parameters"]["AppId"];
                /**
                 * @description The `id` that Mendix gave the webhook. Opaque, its form may change.
                 * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                "webhook-id": components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        /**
         * Get a webhook
         * @description Returns everything about one webhook, its secret and custom headers included.
         */
        get: operations["getWebhook"];
        /**
         * Update a webhook
         * @description Replaces the whole webhook: custom headers that the body does not repeat are gone. To
         *     change one field, get the webhook, change it and send all of it back.
         */
        put: operations["updateWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description Removes the webhook for good; nothing is delivered to its URL any more.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "package.uploaded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A deployment package was uploaded
         * @description Sent after a deployment package (`.mda`) of the app was uploaded.
         */
        post: operations["deliverPackageUploaded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "teamserver.push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commits were pushed to Team Server
         * @description Sent after a push to the app's Git repository on Team Server.
         */
        post: operations["deliverTeamServerPush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    alert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An alert changed
         * @description Sent when the state of a monitored environment changes. The body has no `eventType`: an
         *     alert is recognised by its fields. The value that subscribes to alerts is not documented.
         */
        post: operations["deliverAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description What a list shows of a webhook. */
        Webhook: {
            /**
             * @description Given by Mendix at creation; it never changes.
             * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
             */
            id: string;
            /**
             * @description Chosen by whoever made the webhook; need not be unique.
             * @example Deployment pipeline
             */
            name: string;
            /**
             * @description Where deliveries are sent.
             * @example https://some.domain.com/webhooks
             */
            url: string;
            eventTypes: components["schemas"]["EventTypes"];
            /**
             * @description Whether anything is delivered; an inactive webhook keeps its settings.
             * @example true
             */
            isActive: boolean;
        };
        /** @description A webhook with its secret and custom headers. */
        WebhookDetailed: components["schemas"]["Webhook"] & {
            /**
             * @description The key that signs deliveries. Whoever knows it can forge them.
             * @example PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O
             */
            validationSecret: string;
            /** @description Sent with every delivery, beside those that Mendix sets itself. */
            headers?: components["schemas"]["Header"][];
        };
        /** @description A part of the list, and how to reach its neighbours. */
        WebhookPage: {
            /** @description The webhooks of this page. */
            webhooks: components["schemas"]["Webhook"][];
            cursors: components["schemas"]["Cursors"];
        };
        /** @description Pass one as `cursor` to read that page. An absent one means there is no such page. */
        Cursors: {
            /**
             * @description The page before this one.
             * @example -iterator_2M605iBQRge9hTgpYg7fKXQubaw
             */
            prev?: string;
            /**
             * @description The page after this one.
             * @example iterator_2M605iBQRge9hTgpYg7fKXQubaw
             */
            next?: string;
        };
        /** @description All that a client decides about a webhook. */
        WebhookInput: {
            /**
             * @description Letters, digits, underscores and spaces.
             * @example Deployment pipeline
             */
            name: string;
            /**
             * @description Where deliveries are sent; must respond with 2xx to a `POST`.
             * @example https://some.domain.com/webhooks
             */
            url: string;
            eventTypes: components["schemas"]["EventTypes"];
            /**
             * @description Whether to deliver from now on; `false` keeps the settings and sends nothing.
             * @default true
             * @example true
             */
            isActive: boolean;
            /**
             * @description The key that will sign deliveries: 32 to 100 characters of the base64 alphabet, with
             *     or without the prefix `whsec_`.
             * @example PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O
             */
            validationSecret: string;
            /** @description To be sent with every delivery, for instance to authenticate it to a gateway. */
            headers?: components["schemas"]["HeaderInput"][];
        };
        /**
         * @description The events to deliver. Known are `package.uploaded` and `teamserver.push`; Mendix may add
         *     others, so a value that you do not know is no error.
         */
        EventTypes: string[];
        /** @description A custom header of a webhook. */
        Header: {
            /**
             * @description The header's name.
             * @example Authorization
             */
            key: string;
            /**
             * @description The header's value; often a credential, so keep it out of logs.
             * @example Bearer DG4R4GT6R43
             */
            value: string;
        };
        /** @description A custom header to send; not one that Mendix or the infrastructure between sets itself. */
        HeaderInput: {
            key: components["schemas"]["HeaderName"];
            /**
             * @description The header's value; often a credential, so keep it out of logs.
             * @example Bearer DG4R4GT6R43
             */
            value: string;
        };
        /**
         * @description Any header name but the reserved ones, whatever their case. Reserved are all that start
         *     with `x-amz-`, `x-amzn-`, `x-google`, `x-goog-`, `x-gfe`, `x-azure-`, `x-fd-`, `x-svix-` or
         *     `svix-`, and `user-agent`, `keep-alive`, `proxy-authenticate`, `proxy-authorization`, `te`,
         *     `trailers`, `transfer-encoding`, `upgrade`, `age`, `cache-control`, `clear-site-data`,
         *     `expires`, `pragma`, `warning`, `content-length`, `content-type`, `content-encoding`,
         *     `content-language` and `content-location`.
         * @example Authorization
         */
        HeaderName: string;
        /** @description The body of every response that is not a success. */
        ErrorEnvelope: {
            /** @description What went wrong. */
            error: {
                /**
                 * @description Repeats the HTTP status.
                 * @example 404
                 */
                code: number;
                /**
                 * @description For people; programs decide by the status.
                 * @example Webhook not found
                 */
                message: string;
                /** @description What was wrong with which part of the request; absent where no part is to blame. */
                "invalid-params"?: components["schemas"]["InvalidParam"][];
            };
        };
        /** @description One thing that was wrong with the request. */
        InvalidParam: {
            /**
             * @description The part of the request that is to blame.
             * @example validation
             */
            name: string;
            /**
             * @description What is wrong with that part, for people.
             * @example Webhook 'msg_2M605iBQRge9hTgpYg7fKXQubaw' not found
             */
            reason: string;
        };
        /** @description A deployment package of the app was uploaded. */
        PackageUploadedEvent: {
            /**
             * @description Tells this event from the others.
             * @example package.uploaded
             * @constant
             */
            eventType: "package.uploaded";
            /**
             * @description The version of the app's model that the package holds.
             * @example 0.0.19.62e3d711
             */
            modelVersion: string;
            /**
             * @description The file name of the package.
             * @example main-0.0.19.62e3d711.mda
             */
            name: string;
            /**
             * Format: uuid
             * @description The app.
             * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
             */
            projectId: string;
            /**
             * @description The version of the Mendix Runtime that the package was built for.
             * @example 9.18.1.54902
             */
            runtimeVersion: string;
            /**
             * Format: date-time
             * @description When the upload ended; up to four fractional digits.
             * @example 2023-02-22T13:29:02.1234Z
             */
            uploadTime: string;
            /**
             * Format: uuid
             * @description The user who uploaded the package.
             * @example b1234df1-1234-1234-1234-12aa345c12e1
             */
            uploaderId: string;
        };
        /** @description Commits were pushed to a branch of the app's repository. */
        TeamServerPushEvent: {
            /**
             * @description Tells this event from the others.
             * @example teamserver.push
             * @constant
             */
            eventType: "teamserver.push";
            /** @description The newest commit on the branch after the push. */
            after: components["schemas"]["CommitId"];
            /** @description The newest commit on the branch before the push. */
            before: components["schemas"]["CommitId"];
            /**
             * Format: uuid
             * @description The user who pushed. Payloads published before 2026 do not have it.
             * @example b1234df1-1234-1234-1234-12aa345c12e1
             */
            userId?: string;
            /**
             * @description The branch that was pushed to.
             * @example main
             */
            branchName: string;
            /** @description The commits that the push brought. */
            commits: components["schemas"]["Commit"][];
            /**
             * Format: uuid
             * @description The app.
             * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
             */
            projectId: string;
            /**
             * @description Always `git` so far; repositories of another kind send no such event.
             * @example git
             */
            repositoryType: string;
        };
        /**
         * @description A Git commit id in full.
         * @example 4b76061182bf183281b5107cd753c6071ed00040
         */
        CommitId: string;
        /** @description One commit of a push. */
        Commit: {
            /** @description The commit's own id. */
            id: components["schemas"]["CommitId"];
            /**
             * Format: date-time
             * @description When the author made the commit, with the author's offset from UTC.
             * @example 2023-02-22T14:28:51+01:00
             */
            authorDate: string;
            /**
             * @description As the author configured Git; not verified.
             * @example ada@some.domain.com
             */
            authorEmail: string;
            /**
             * @description As the author configured Git; not verified.
             * @example Ada Lovelace
             */
            authorName: string;
            /**
             * @description The version of Studio Pro that the commit was made with.
             * @example 9.18.1.54902
             */
            mendixVersion: string;
            /**
             * @description The commit message.
             * @example Send the invoice after approval
             */
            message: string;
            /** @description The stories that the author named in the commit. */
            relatedStories: components["schemas"]["RelatedStory"][];
        };
        /** @description A story that a commit is about. */
        RelatedStory: {
            /**
             * @description The story's id in the app's project management.
             * @example MS-1234
             */
            id: string;
        };
        /** @description The state of a monitored environment changed. */
        AlertEvent: {
            /**
             * @description The app's name, for people.
             * @example Invoicing
             */
            app_name: string;
            /**
             * @description The environment's name, for people.
             * @example Production
             */
            environment: string;
            /**
             * @description The environment's id.
             * @example 5f0c1e4e-8a53-4b9c-9f6b-3f9c1d1f8f0a
             */
            environment_id: string;
            /**
             * @description The alert's id.
             * @example b7a9c0d2-5f5e-4c53-9a0e-6f1f0b8c7d21
             */
            id: string;
            /**
             * @description What happened, for people.
             * @example The application is not responding
             */
            message: string;
            /**
             * @description What is monitored.
             * @example Application Status
             */
            service: string;
            /**
             * @description How bad it is; `Recovery` ends an earlier `Warning` or `Critical`.
             * @example Critical
             * @enum {string}
             */
            severity: "Ok" | "Warning" | "Critical" | "Recovery";
            /**
             * Format: date-time
             * @description When the state changed.
             * @example 2023-02-22T13:40:00Z
             */
            timestamp: string;
            /**
             * @description The page in the Mendix Portal that tells more.
             * @example https://cloud.home.mendix.com/
             */
            url: string;
        };
    };
    responses: {
        /** @description The request breaks a rule of this contract; nothing was changed. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The `Authorization` header is missing or is not `MxToken <PAT>`. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The token is not accepted here, for instance because it lacks the scope. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description There is no such app, or the token's owner cannot see it. */
        AppNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description There is no such app, or it has no such webhook; `message` says which. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The limit for this hour is used up; the headers tell when it starts afresh. */
        TooManyRequests: {
            headers: {
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Mendix could not do its part; the same request may succeed later. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Any 2xx tells Mendix that the delivery arrived; it is not sent again. */
        DeliveryAccepted: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Any other response, or none, makes Mendix try again later. */
        DeliveryRefused: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /**
         * @description The app's id; elsewhere in Mendix it is called the project id.
         * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
         */
        AppId: string;
        /**
         * @description The `id` that Mendix gave the webhook. Opaque, its form may change.
         * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
         */
        WebhookId: string;
        /**
         * @description Where the page starts, taken from `cursors` of another page. Without it, the first page.
         * @example iterator_2M605iBQRge9hTgpYg7fKXQubaw
         */
        Cursor: string;
        /**
         * @description The most webhooks that the page may hold; it may hold fewer.
         * @example 20
         */
        Limit: number;
        /**
         * @description Whether the oldest webhook comes first (`true`) or the newest (`false`).
         * @example true
         */
        AscOrder: boolean;
        /**
         * @description Names the delivery, not the webhook. Every attempt at the same delivery repeats it.
         * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
         */
        DeliveryId: string;
        /**
         * @description When this attempt was sent, in seconds since the Unix epoch.
         * @example 1677072542
         */
        DeliveryTimestamp: string;
        /**
         * @description One or more signatures separated by a space, each a version, a comma and a base64 value.
         *     Version `v1` is HMAC-SHA256, keyed with the webhook's `validationSecret`, over
         *     `{webhook-id}.{webhook-timestamp}.{raw body}`. After a change of the secret a delivery may
         *     carry one signature for each secret.
         * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
         */
        DeliverySignature: string;
        /**
         * @description Names the sending software; not proof of the sender.
         * @example webhooks/1.0
         */
        DeliveryUserAgent: string;
        /**
         * @description The size of the body in bytes.
         * @example 298
         */
        DeliveryContentLength: number;
        /**
         * @description Mendix opens a connection for each attempt and sends `close`.
         * @example close
         */
        DeliveryConnection: string;
        /**
         * @description The host of the webhook's URL.
         * @example some.domain.com
         */
        DeliveryHost: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description How many requests are permitted per hour.
         * @example 600
         */
        RateLimitLimit: number;
        /**
         * @description How many requests are left until the limit starts afresh.
         * @example 0
         */
        RateLimitRemaining: number;
        /**
         * @description When the limit starts afresh. Mendix does not say whether in seconds since the Unix epoch
         *     or in seconds from now; a value that would lie before 2024 as an epoch is seconds from now.
         * @example 1290
         */
        RateLimitReset: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listWebhooks: {
        parameters: {
            query?: {
                /**
                 * @description Where the page starts, taken from `cursors` of another page. Without it, the first page.
                 * @example iterator_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description The most webhooks that the page may hold; it may hold fewer.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Whether the oldest webhook comes first (`true`) or the newest (`false`).
                 * @example true
                 */
                ascOrder?: components["parameters"]["AscOrder"];
            };
            header?: never;
            path: {
                /**
                 * @description The app's id; elsewhere in Mendix it is called the project id.
                 * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
                 */
                "app-id": components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of webhooks, with the cursors of its neighbours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AppNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The app's id; elsewhere in Mendix it is called the project id.
                 * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
                 */
                "app-id": components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /** @description The webhook to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description The webhook as stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDetailed"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AppNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The app's id; elsewhere in Mendix it is called the project id.
                 * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
                 */
                "app-id": components["parameters"]["AppId"];
                /**
                 * @description The `id` that Mendix gave the webhook. Opaque, its form may change.
                 * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                "webhook-id": components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDetailed"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The app's id; elsewhere in Mendix it is called the project id.
                 * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
                 */
                "app-id": components["parameters"]["AppId"];
                /**
                 * @description The `id` that Mendix gave the webhook. Opaque, its form may change.
                 * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                "webhook-id": components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        /** @description The webhook as it is to be from now on. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description The update is accepted; the body shows the webhook with its new settings. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDetailed"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The app's id; elsewhere in Mendix it is called the project id.
                 * @example 80a28d6e-c5fc-43d9-87c2-d7d56b07542e
                 */
                "app-id": components["parameters"]["AppId"];
                /**
                 * @description The `id` that Mendix gave the webhook. Opaque, its form may change.
                 * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                "webhook-id": components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    deliverPackageUploaded: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the delivery, not the webhook. Every attempt at the same delivery repeats it.
                 * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                "webhook-id": components["parameters"]["DeliveryId"];
                /**
                 * @description When this attempt was sent, in seconds since the Unix epoch.
                 * @example 1677072542
                 */
                "webhook-timestamp": components["parameters"]["DeliveryTimestamp"];
                /**
                 * @description One or more signatures separated by a space, each a version, a comma and a base64 value.
                 *     Version `v1` is HMAC-SHA256, keyed with the webhook's `validationSecret`, over
                 *     `{webhook-id}.{webhook-timestamp}.{raw body}`. After a change of the secret a delivery may
                 *     carry one signature for each secret.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": components["parameters"]["DeliverySignature"];
                /**
                 * @description Names the sending software; not proof of the sender.
                 * @example webhooks/1.0
                 */
                "user-agent"?: components["parameters"]["DeliveryUserAgent"];
                /**
                 * @description The size of the body in bytes.
                 * @example 298
                 */
                "content-length"?: components["parameters"]["DeliveryContentLength"];
                /**
                 * @description Mendix opens a connection for each attempt and sends `close`.
                 * @example close
                 */
                connection?: components["parameters"]["DeliveryConnection"];
                /**
                 * @description The host of the webhook's URL.
                 * @example some.domain.com
                 */
                host?: components["parameters"]["DeliveryHost"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What was uploaded, by whom and when. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackageUploadedEvent"];
            };
        };
        responses: {
            "2XX": components["responses"]["DeliveryAccepted"];
            default: components["responses"]["DeliveryRefused"];
        };
    };
    deliverTeamServerPush: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the delivery, not the webhook. Every attempt at the same delivery repeats it.
                 * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                "webhook-id": components["parameters"]["DeliveryId"];
                /**
                 * @description When this attempt was sent, in seconds since the Unix epoch.
                 * @example 1677072542
                 */
                "webhook-timestamp": components["parameters"]["DeliveryTimestamp"];
                /**
                 * @description One or more signatures separated by a space, each a version, a comma and a base64 value.
                 *     Version `v1` is HMAC-SHA256, keyed with the webhook's `validationSecret`, over
                 *     `{webhook-id}.{webhook-timestamp}.{raw body}`. After a change of the secret a delivery may
                 *     carry one signature for each secret.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": components["parameters"]["DeliverySignature"];
                /**
                 * @description Names the sending software; not proof of the sender.
                 * @example webhooks/1.0
                 */
                "user-agent"?: components["parameters"]["DeliveryUserAgent"];
                /**
                 * @description The size of the body in bytes.
                 * @example 298
                 */
                "content-length"?: components["parameters"]["DeliveryContentLength"];
                /**
                 * @description Mendix opens a connection for each attempt and sends `close`.
                 * @example close
                 */
                connection?: components["parameters"]["DeliveryConnection"];
                /**
                 * @description The host of the webhook's URL.
                 * @example some.domain.com
                 */
                host?: components["parameters"]["DeliveryHost"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description Who pushed which commits to which branch. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamServerPushEvent"];
            };
        };
        responses: {
            "2XX": components["responses"]["DeliveryAccepted"];
            default: components["responses"]["DeliveryRefused"];
        };
    };
    deliverAlert: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the delivery, not the webhook. Every attempt at the same delivery repeats it.
                 * @example msg_2M605iBQRge9hTgpYg7fKXQubaw
                 */
                "webhook-id": components["parameters"]["DeliveryId"];
                /**
                 * @description When this attempt was sent, in seconds since the Unix epoch.
                 * @example 1677072542
                 */
                "webhook-timestamp": components["parameters"]["DeliveryTimestamp"];
                /**
                 * @description One or more signatures separated by a space, each a version, a comma and a base64 value.
                 *     Version `v1` is HMAC-SHA256, keyed with the webhook's `validationSecret`, over
                 *     `{webhook-id}.{webhook-timestamp}.{raw body}`. After a change of the secret a delivery may
                 *     carry one signature for each secret.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": components["parameters"]["DeliverySignature"];
                /**
                 * @description Names the sending software; not proof of the sender.
                 * @example webhooks/1.0
                 */
                "user-agent"?: components["parameters"]["DeliveryUserAgent"];
                /**
                 * @description The size of the body in bytes.
                 * @example 298
                 */
                "content-length"?: components["parameters"]["DeliveryContentLength"];
                /**
                 * @description Mendix opens a connection for each attempt and sends `close`.
                 * @example close
                 */
                connection?: components["parameters"]["DeliveryConnection"];
                /**
                 * @description The host of the webhook's URL.
                 * @example some.domain.com
                 */
                host?: components["parameters"]["DeliveryHost"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What happened, where and how bad it is. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertEvent"];
            };
        };
        responses: {
            "2XX": components["responses"]["DeliveryAccepted"];
            default: components["responses"]["DeliveryRefused"];
        };
    };
}
