import {
  type Document,
  jsonOf,
  methods,
  type OperationObject,
  type Parameter,
  type PathItem,
  type Reference,
  type RequestBody,
  type ResponseObject,
  resolve,
  type Schema,
} from "./document.js";
import { pointerBelow } from "./json-pointer.js";
import type { Problem } from "./locate.js";
import { successKeys } from "./operations.js";

type Servers = Partial<Pick<Document, "servers">>;

/**
 * The path items of a section of a bundled document, without what no client can be generated for:
 * operations that do not speak JSON, callbacks, and all but one method of a delivery.
 */
export function supportedItems(
  document: object,
  section: "paths" | "webhooks",
  notes: Problem[],
): Record<string, PathItem> {
  const items: Record<string, PathItem | Reference> = Object(document)[section] ?? {};
  const supported = Object.entries(items)
    .filter(([path]) => !path.startsWith("x-"))
    .map(([path, reference]): [string, PathItem] => {
      const item = structuredClone(resolve<PathItem>(document, reference));
      const present = Object.keys(item).flatMap((key) => methods.find((one) => one === key) ?? []);
      let isSecond = false;
      for (const method of present) {
        const { callbacks, ...operation } = item[method] as OperationObject;
        const place = pointerBelow(`#/${section}`, path, method);
        const name = `${method.toUpperCase()} ${path}`;
        const reason = isSecond
          ? "a delivery has one method"
          : (undescribedParameter(document, path, [item, operation]) ??
            reasonAgainstParameters(document, [item, operation]) ??
            reasonAgainstServers(document, { ...item, ...operation }) ??
            reasonAgainst(document, method, operation));
        if (reason !== undefined) {
          notes.push({ pointer: place, reason: `${name} is left out: ${reason}` });
          delete item[method];
          continue;
        }
        isSecond = section === "webhooks";
        item[method] = operation;
        if (callbacks === undefined) continue;
        const left = `the callbacks of ${name} are left out`;
        notes.push({ pointer: `${place}/callbacks`, reason: left });
      }
      return [path, item];
    });
  return Object.fromEntries(supported);
}

/** A parameter of a path template that nothing describes. */
function undescribedParameter(
  document: object,
  path: string,
  parts: Pick<PathItem, "parameters">[],
): string | undefined {
  const described = parts
    .flatMap(({ parameters = [] }) => parameters)
    .map((one) => resolve<Parameter>(document, one).name);
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const missing = names.find((name) => !described.includes(name));
  return missing && `its path has a parameter '${missing}' that is not described`;
}

/** A parameter that no serializer knows how to write. */
function reasonAgainstParameters(
  document: object,
  parts: Pick<PathItem, "parameters">[],
): string | undefined {
  const parameters = parts.flatMap(({ parameters = [] }) =>
    parameters.map((one) => resolve<Parameter>(document, one)),
  );
  for (const { name, in: place, content, style, schema = {} } of parameters) {
    const [type] = Object.keys(content ?? {});
    if (type !== undefined && (place === "path" || !jsonOf(content))) {
      return `its ${place} parameter '${name}' is ${type}`;
    }
    const { type: of } = resolve<Schema>(document, schema);
    if (style === "deepObject" && of === "array") {
      return `its parameter '${name}' is an array in the style deepObject, which is for objects`;
    }
  }
  return undefined;
}

/** An operation of another server than the first of the document. */
function reasonAgainstServers(document: object, { servers: [server] = [] }: Servers) {
  const { servers: [{ url } = { url: "/" }] = [] }: Servers = document;
  if (server === undefined || server.url === url) return undefined;
  return `it has a server of its own, ${server.url}`;
}

/** Why no method can be generated for an operation; undefined if one can. */
function reasonAgainst(
  document: object,
  method: string,
  { requestBody, responses = {} }: Omit<OperationObject, "callbacks">,
): string | undefined {
  if (method === "trace") return "fetch cannot send TRACE";
  const body = requestBody && resolve<RequestBody>(document, requestBody).content;
  const successes = successKeys({ responses }).map((status) => ({
    name: `${status} response`,
    content: resolve<Partial<ResponseObject>>(document, responses[status] ?? {}).content,
  }));
  const parts = [{ name: "request body", content: body }, ...successes];
  const reasons = parts.flatMap(({ name, content = {} }) => {
    const types = Object.keys(content);
    const isOther = types.length > 0 && !jsonOf(content);
    return isOther ? [`its ${name} is ${types.join(" or ")}, not JSON`] : [];
  });
  return reasons[0];
}
