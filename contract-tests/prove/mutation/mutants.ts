import {
  at,
  type Document,
  type Header,
  type Parameter,
  type ResponseObject,
  type Schema,
} from "../../../scripts/contract/document.js";
import { altered, below, type Change, dropped } from "./change.js";
import {
  headerChanges,
  parameterChanges,
  pathChanges,
  responseChanges,
  securityChanges,
} from "./operation-changes.js";
import { schemaChanges } from "./schema-changes.js";

/** A copy of the contract in which one thing is dropped or altered. */
export interface Mutant {
  /** Unique: where, what, and what it becomes. */
  name: string;
  kind: string;
  /** Where, as a JSON pointer into the contract. */
  pointer: string;
  /** Made anew each time: all of them at once are large. */
  document(): Document;
}

/** Every mutant of a contract, in its order. Descriptions, links and examples stay as they are. */
export function mutantsOf(contract: Document): Mutant[] {
  return changesOf(contract).map(({ pointer, kind, detail, apply }) => ({
    name: `${pointer} ${kind}${detail && `: ${detail}`}`,
    kind,
    pointer,
    document() {
      const document = structuredClone(contract);
      apply(document);
      return document;
    },
  }));
}

function changesOf(contract: Document): Change[] {
  const { security, paths, webhooks = {}, components } = contract;
  const each = <T>(section: string, changes: (node: T, pointer: string) => Change[]) =>
    Object.entries(components[section] ?? {}).flatMap(([name, node]) =>
      changes(node as T, below("#/components", section, name)),
    );
  return [
    ...(security ? securityChanges(security, "#/security") : []),
    ...Object.entries(paths).flatMap(([path, item]) =>
      pathChanges(path, item, below("#/paths", path)),
    ),
    ...Object.entries(webhooks).flatMap(([name, item]) =>
      pathChanges(name, item, below("#/webhooks", name)),
    ),
    ...each("securitySchemes", (_, pointer) => schemeChanges(contract, pointer)),
    ...each<Parameter>("parameters", parameterChanges),
    ...each<Header>("headers", headerChanges),
    ...each<ResponseObject>("responses", responseChanges),
    ...each<Schema>("schemas", (schema, pointer) => schemaChanges(schema, pointer)),
  ];
}

/** The token expected elsewhere. */
function schemeChanges(contract: Document, pointer: string): Change[] {
  return [
    dropped(pointer, "security scheme"),
    altered(below(pointer, "name"), "security scheme", `X-${at(contract, below(pointer, "name"))}`),
    altered(below(pointer, "in"), "security scheme", "query"),
  ];
}
