import openapiTypescript, { astToString } from "openapi-typescript";
import { hasDirections } from "../contract/directions.js";
import type { Document } from "../contract/document.js";
import { banner } from "../contract/names.js";

/** `schema.d.ts`: the whole document as types, for openapi-fetch. */
export async function generateSchema(document: Document): Promise<string> {
  // It works on the object it is given, so it gets one of its own.
  const nodes = await openapiTypescript(JSON.stringify(document), {
    silent: true,
    readWriteMarkers: hasDirections(document),
  });
  return `${banner}\n${astToString(nodes)}`;
}
