import type { Document, MediaType } from "../../scripts/contract/document.js";
import { apiOperations, deliveries } from "../../scripts/contract/operations.js";
import type { Column, CoverageItem } from "../run/coverage.js";

/**
 * The operations, statuses, media types and examples of a contract, read without asking which
 * checks there are. What its schemas and its words demand is known by the checks.
 */
export function coveragePlan(contract: Document): CoverageItem[] {
  const items = (row: string, column: Column, names: string[]): CoverageItem[] =>
    names.map((name) => ({ row, column, name }));
  const ofContent = (row: string, prefix: string, content: Record<string, MediaType> = {}) =>
    Object.entries(content).flatMap(([type, { examples = {} }]) => [
      ...items(row, "media types", [`${prefix} ${type}`]),
      ...Object.keys(examples).flatMap((name) =>
        items(row, "examples", [`${prefix} ${type} ${name}`]),
      ),
    ]);
  return [
    ...[...apiOperations(contract), ...deliveries(contract)].flatMap(
      ({ operationId, requestBody }) => ofContent(operationId, "request", requestBody?.content),
    ),
    ...apiOperations(contract).flatMap(({ operationId, responses }) => [
      ...items(operationId, "statuses", Object.keys(responses)),
      ...Object.entries(responses).flatMap(([status, { content }]) =>
        ofContent(operationId, status, content),
      ),
    ]),
  ];
}

/** The row of what the contract says about responses that operations share. */
export const responsesRow = "responses";
