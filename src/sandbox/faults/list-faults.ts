import type { OperationId } from "../../../generated/routes.js";
import { inPages } from "./change.js";
import type { Fault } from "./fault.js";

const operations = ["listWebhooks"] satisfies OperationId[];

/** Lists that show too much, or lead astray. */
export const listFaults = {
  "list-secret": {
    description: "Shows secrets in the list",
    operations,
    rule: "hideFromList",
    detail: "validationSecret",
  },
  "list-headers": {
    description: "Shows custom headers in the list",
    operations,
    rule: "hideFromList",
    detail: "headers",
  },
  "list-reversed": {
    description: "Shows the webhooks of a page in the wrong order",
    operations,
    change: inPages((page) => ({ ...page, webhooks: page.webhooks.toReversed() })),
  },
  "lose-next-cursor": {
    description: "Leaves out the cursor of the next page",
    operations,
    change: inPages(({ cursors: { next: _, ...cursors }, ...page }) => ({ ...page, cursors })),
  },
  "lose-previous-cursor": {
    description: "Leaves out the cursor of the previous page",
    operations,
    change: inPages(({ cursors: { prev: _, ...cursors }, ...page }) => ({ ...page, cursors })),
  },
  "cursor-null": {
    description: "Shows null in place of a cursor that is absent",
    operations,
    change: inPages((page) => ({ ...page, cursors: { prev: null, next: null, ...page.cursors } })),
  },
  "cursor-repeats": {
    description: "Begins the next page with the last webhook of the one before",
    operations,
    rule: "startAfterCursor",
    detail: "repeats",
  },
  "cursor-skips": {
    description: "Leaves out the first webhook of every page but the first",
    operations,
    rule: "startAfterCursor",
    detail: "skips",
  },
  "empty-page": {
    description: "Shows no webhooks on pages that have a next one",
    operations,
    change: inPages((page) => (page.cursors.next === undefined ? page : { ...page, webhooks: [] })),
  },
  "ignore-cursor": {
    description: "Shows the first page, whatever the cursor",
    operations,
    rule: "obeyCursor",
  },
  "ignore-limit": {
    description: "Shows more webhooks than `limit` allows, as far as there are more",
    operations,
    rule: "endAtLimit",
    detail: "ignores",
  },
  "exceed-limit": {
    description: "Shows one webhook more than `limit` allows",
    operations,
    rule: "endAtLimit",
    detail: "exceeds",
  },
  "ignore-order": {
    description: "Shows the newest webhook first, whatever `ascOrder`",
    operations,
    rule: "obeyOrder",
  },
} as const satisfies Record<string, Fault>;
