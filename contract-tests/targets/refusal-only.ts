import type { Target } from "./target.js";

/** For a target whose words nobody knows: it is only asked to refuse what has to be refused. */
export const refusalOnly: Pick<Target, "said" | "expected"> = {
  said: ({ status }) => (status < 400 ? [] : ["refused"]),
  expected: (findings) => (findings.length === 0 ? [] : ["refused"]),
};
