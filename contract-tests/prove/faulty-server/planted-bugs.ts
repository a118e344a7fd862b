/** Ten mistakes that real implementations make, each with the causes that a report has to list. */
export const bugs = {
  "create returns 201": ["createWebhook returns an undocumented 201"],
  "429 without headers": [
    "A 429 response lacks x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset",
  ],
  "cursor repeats an item": [
    "Not kept: listWebhooks leads back to the page before",
    "Not kept: listWebhooks shows each webhook once, oldest or newest first",
  ],
  "PUT merges": ["Not kept: updateWebhook replaces the whole webhook"],
  "delete of an unknown id returns 204": [
    "Not kept: deleteWebhook finds no webhook of another app",
    "Not kept: deleteWebhook removes the webhook for good",
    "Not kept: deleteWebhook finds no webhook that does not exist",
  ],
  "error envelope lacks message": ["A 400 response lacks error.message"],
  "secret in the list": ["Not kept: listWebhooks leaves out secrets and custom headers"],
  "uuid not checked": ["A request that breaks path/app-id format is not refused for that"],
  "404 is HTML": ["A 404 response is text/html"],
  "timestamp in milliseconds": [
    "Not kept by deliveries: is sent again after a failure, with the same id at a later time",
    "Not kept by deliveries: is signed with the new secret once the secret has changed",
    "Not kept by deliveries: is signed with the webhook's secret",
  ],
} as const satisfies Record<string, readonly string[]>;

export type Bug = keyof typeof bugs;
export const bugNames = Object.keys(bugs) as Bug[];
/** Whether the implementation has a bug. */
export type Has = (bug: Bug) => boolean;
