import { type Header, resolve } from "../../contract/document.js";
import { inBoth, operationPairs } from "../operation-pairs.js";
import type { Rule } from "./rule.js";

/** Redocly minds a header that is removed, but not one that may be missing. */
export const responseHeaders: Rule = (base, revision) =>
  operationPairs(base, revision).flatMap((pair) =>
    inBoth(pair.base.responses, pair.revision.responses).flatMap(([, before, after]) =>
      inBoth(before.headers, after.headers).flatMap(([name, left, right]) => {
        const part = resolve<Header>(base, left);
        const isLost = part.required === true && !resolve<Header>(revision, right).required;
        return isLost ? [{ part, what: `Response header \`${name}\` became optional` }] : [];
      }),
    ),
  );
