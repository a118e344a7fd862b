import { routes } from "../../../generated/routes.js";
import type { Violation } from "../../../generated/validators/requests.js";
import { toInvalidParams } from "../../shared/invalid-params.js";
import { isSecretProperty } from "../../shared/redaction.js";

/** The keys that lead to a value. */
export type Path = readonly string[];

/** Something that is wrong in the file, and where. */
export interface Problem {
  path: Path;
  /** Whether the key is to blame, not its value. */
  isKey?: boolean;
  text: string;
}

/** The properties of a webhook that can be set, without its name; a contract change adds to them. */
export const webhookProperties: readonly string[] = Object.keys(
  routes.updateWebhook.accepts,
).filter((property) => property !== "name");

/**
 * Says in the words of the file what breaks a rule of its schema, and never the value.
 *
 * @param violation - of a name if it has a `propertyName`
 */
export function describeViolation(violation: Violation & { propertyName?: string }): Problem[] {
  const { instancePath, keyword, params, propertyName } = violation;
  // What is wrong with a name is a violation of its own.
  if (keyword === "propertyNames") return [];
  const path = instancePath.split("/").slice(1).map(unescapeToken);
  const key = propertyName ?? params.additionalProperty;
  const text = textOf(violation, path, `${key ?? path.at(-1) ?? "the file"}`);
  return [key === undefined ? { path, text } : { path: [...path, `${key}`], isKey: true, text }];
}

function textOf(violation: Violation, path: Path, name: string): string {
  const { keyword, params } = violation;
  if (keyword === "additionalProperties") {
    return `'${name}' is not known here, only ${propertiesAt(path).join(", ")}`;
  }
  if (keyword === "required") return `'${params.missingProperty}' is missing`;
  if (keyword === "const") return `'${name}' must be ${params.allowedValue}`;
  if (keyword !== "not" && (isSecretProperty(name) || path.at(-2) === "headers")) {
    return `'${name}' must be env:NAME or file:PATH, never the secret itself`;
  }
  const [{ reason = "" } = {}] = toInvalidParams([violation]);
  return `'${name}' ${reason}`;
}

/** The properties of the file, of an app, or of a webhook and the defaults. */
function propertiesAt({ length }: Path): readonly string[] {
  if (length === 0) return ["version", "defaults", "apps"];
  return length === 2 ? ["label", "webhooks"] : webhookProperties;
}

const unescapeToken = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");
