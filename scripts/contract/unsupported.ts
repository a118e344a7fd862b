import {
  escapeToken,
  jsonOf,
  methods,
  type Parameter,
  type RequestBody,
  type ResponseObject,
  resolve,
  unescapeToken,
} from "./document.js";
import type { Problem } from "./locate.js";

type Node = Record<string, unknown>;

/**
 * Leaves out of a bundled document what no client can be generated for: operations that do not
 * speak JSON, callbacks, and all but one method of a delivery.
 */
export function removeUnsupported(document: object): { document: object; notes: Problem[] } {
  const notes: Problem[] = [];
  const keep =
    (section: string) =>
    (items: Node = {}) =>
      Object.fromEntries(
        Object.entries(items).map(([path, reference]) => {
          const item = resolve<Node>(document, reference as Node);
          const pointer = `#/${section}/${escapeToken(path)}`;
          return [path, withoutUnsupported(document, pointer, item, notes)];
        }),
      );
  const { paths, webhooks } = document as { paths?: Node; webhooks?: Node };
  return {
    document: {
      ...document,
      paths: keep("paths")(paths),
      ...(webhooks && { webhooks: keep("webhooks")(webhooks) }),
    },
    notes,
  };
}

function withoutUnsupported(document: object, pointer: string, item: Node, notes: Problem[]): Node {
  const isDelivery = pointer.startsWith("#/webhooks/");
  let kept = 0;
  const entries = Object.entries(item).flatMap(([key, value]): [string, unknown][] => {
    if (!(methods as readonly string[]).includes(key)) return [[key, value]];
    const { callbacks, ...operation } = value as Node;
    const place = `${pointer}/${key}`;
    const path = unescapeToken(pointer.replace(/^.*\//, ""));
    const name = `${key.toUpperCase()} ${path}`;
    const isSecond = isDelivery && kept > 0;
    const parameters = [item.parameters, operation.parameters].flatMap((list) => list ?? []);
    const reason = isSecond
      ? "a delivery has one method"
      : (undescribedParameter(document, path, parameters) ??
        reasonAgainst(document, key, operation));
    if (reason !== undefined) {
      notes.push({ pointer: place, reason: `${name} is left out: ${reason}` });
      return [];
    }
    kept += 1;
    if (callbacks !== undefined) {
      notes.push({
        pointer: `${place}/callbacks`,
        reason: `the callbacks of ${name} are left out`,
      });
    }
    return [[key, operation]];
  });
  return Object.fromEntries(entries);
}

/** A parameter of a path template that nothing describes. */
function undescribedParameter(document: object, path: string, parameters: unknown[]) {
  const described = parameters.map((one) => resolve<Parameter>(document, one as Parameter).name);
  const [, name] =
    [...path.matchAll(/\{([^}]+)\}/g)].find(([, one]) => !described.includes(`${one}`)) ?? [];
  return name && `its path has a parameter '${name}' that is not described`;
}

/** Why no method can be generated for an operation; undefined if one can. */
function reasonAgainst(document: object, method: string, operation: Node): string | undefined {
  if (method === "trace") return "fetch cannot send TRACE";
  const { requestBody, responses = {} } = operation as {
    requestBody?: RequestBody;
    responses?: Node;
  };
  const body = requestBody && resolve<RequestBody>(document, requestBody);
  const bodyTypes = Object.keys(body?.content ?? {});
  if (bodyTypes.length > 0 && jsonOf(body?.content) === undefined) {
    return `its request body is ${bodyTypes.join(" or ")}, not JSON`;
  }
  for (const [status, reference] of Object.entries(responses)) {
    if (!/^2/.test(status)) continue;
    const { content = {} } = resolve<ResponseObject>(document, reference as ResponseObject);
    const types = Object.keys(content);
    if (types.length > 0 && jsonOf(content) === undefined) {
      return `its ${status} response is ${types.join(" or ")}, not JSON`;
    }
  }
  return undefined;
}
