import { halfOf, hasText, isError, where, withText } from "./change.js";
import type { Fault } from "./fault.js";

const page = "<!doctype html>\n<title>Error</title>\n<h1>Something went wrong</h1>\n";

/** Answers that come late, in pieces, not at all, or as something else than JSON. */
export const transportFaults = {
  delay: {
    description: "Does what was asked, and answers `delay` milliseconds later",
    takes: "delay",
    delay: 1_000,
  },
  hang: {
    description: "Does nothing and never answers",
    instead: () => ({ status: 500, isHanging: true }),
  },
  "cut-before": {
    description: "Does nothing and cuts the connection",
    instead: () => ({ status: 500, cutAfter: -1 }),
  },
  "lost-answer": {
    description: "Does what was asked, then cuts the connection instead of answering",
    change: (answer) => ({ ...answer, cutAfter: -1 }),
  },
  "cut-body": {
    description: "Does what was asked, and cuts the connection in the middle of the body",
    change: where(hasText, (answer) => ({ ...answer, cutAfter: halfOf(answer).length })),
  },
  "truncated-json": {
    description: "Sends the first half of the body as if it were all",
    change: where(hasText, (answer) => withText(answer, halfOf(answer))),
  },
  "not-json": {
    description: "Sends a body that is not JSON, and says it is",
    change: where(hasText, (answer) => withText(answer, "OK")),
  },
  "empty-body": {
    description: "Sends no body where there should be one",
    change: where(hasText, (answer) => withText(answer, "")),
  },
  "wrong-content-type": {
    description: "Says of its JSON that it is text/plain",
    change: where(hasText, (answer) => ({
      ...answer,
      headers: { ...answer.headers, "content-type": "text/plain" },
    })),
  },
  "html-error": {
    description: "Refuses with a page of HTML",
    change: where(isError, (answer) => withText(answer, page, "text/html")),
  },
  "html-404": {
    description: "Answers 404 with a page of HTML",
    change: where(
      ({ status }) => status === 404,
      (answer) => withText(answer, page, "text/html"),
    ),
  },
} as const satisfies Record<string, Fault>;
