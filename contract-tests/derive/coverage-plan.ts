import { type Document, jsonOf } from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import type { Column, CoverageItem } from "../run/coverage.js";

/**
 * The operations, statuses, media types and examples of a contract, read without asking which
 * checks there are; of the media types of a body, the first that is JSON. What schemas and words
 * demand is known by the checks.
 */
export function coveragePlan(contract: Document): CoverageItem[] {
  const items = (row: string, column: Column, names: string[]): CoverageItem[] =>
    names.map((name) => ({ row, column, name }));
  const ofContent = (row: string, prefix: string, content: Parameters<typeof jsonOf>[0]) => {
    const { type, examples = {} } = jsonOf(content) ?? {};
    if (type === undefined) return [];
    const names = Object.keys(examples).map((name) => `${prefix} ${type} ${name}`);
    return [...items(row, "media types", [`${prefix} ${type}`]), ...items(row, "examples", names)];
  };
  const ofResponses = ({ operationId, method, responses }: Operation) =>
    Object.entries(responses).flatMap(([status, { content }]) => [
      ...items(operationId, "statuses", [status]),
      // A response to HEAD has no body.
      ...(method === "head" ? [] : ofContent(operationId, status, content)),
    ]);
  return [
    ...[...apiOperations(contract), ...deliveries(contract)].flatMap(
      ({ operationId, requestBody }) => ofContent(operationId, "request", requestBody?.content),
    ),
    ...apiOperations(contract).flatMap(ofResponses),
  ];
}

/** The row of what the contract says about responses that operations share. */
export const responsesRow = "responses";
