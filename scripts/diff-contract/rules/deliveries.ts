import { at, type Document, type Parameter } from "../../contract/document.js";
import { deliveries as deliveriesOf } from "../../contract/operations.js";
import { deliveryPairs, type OperationPair } from "../operation-pairs.js";
import type { Finding, Rule } from "./rule.js";

/**
 * What a receiver relies on. Redocly knows that the body of a delivery is received, but of its
 * headers, and of the body itself, it minds only what would break a sender.
 */
export const deliveries: Rule = (base, revision) => [
  ...lostDeliveries(base, revision),
  ...deliveryPairs(base, revision).flatMap((pair) => [...headers(base, pair), ...body(pair)]),
];

const lostDeliveries: Rule = (base, revision) => {
  const kept = new Set(deliveriesOf(revision).map(({ path }) => path));
  return deliveriesOf(base)
    .filter(({ path }) => !kept.has(path))
    .map(({ path }) => ({
      part: base.webhooks?.[path] ?? {},
      what: `Delivery \`${path}\` was removed`,
    }));
};

function headers(document: Document, { base, revision }: OperationPair): Finding[] {
  return base.parameters.flatMap((parameter, index): Finding[] => {
    const { name, required } = parameter;
    const now = revision.parameters.find((one) => isSameHeader(one, parameter));
    if (parameter.in !== "header" || (now && (now.required || !required))) return [];
    // What is gone is gone from this delivery; what is optional may be so wherever it is used.
    const part = now ? parameter : at(document, `${base.pointer}/parameters/${index}`);
    const what = `Header \`${name}\` ${now ? "became optional" : "is no longer sent"}`;
    return [{ part: Object(part), what }];
  });
}

const isSameHeader = (one: Parameter, other: Parameter) =>
  one.in === other.in && one.name.toLowerCase() === other.name.toLowerCase();

function body({ base, revision }: OperationPair): Finding[] {
  const [part, now] = [base.requestBody, revision.requestBody];
  if (part === undefined) return [];
  if (now === undefined) return [{ part, what: "The body is no longer sent" }];
  const types = Object.keys(now.content).filter((type) => !(type in part.content));
  return [
    ...(part.required && !now.required ? [{ part, what: "The body became optional" }] : []),
    // A receiver does not ask for a media type, as a caller does by `accept`.
    ...types.map((type) => ({ part: part.content, what: `The body may come as \`${type}\`` })),
  ];
}
