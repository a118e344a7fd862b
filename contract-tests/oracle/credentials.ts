import type { Document } from "../../scripts/contract/document.js";
import { getAt } from "../../scripts/contract/json-pointer.js";
import type { Operation } from "../../scripts/contract/operations.js";
import type { Request } from "./http-exchange.js";
import { readParameter, type StyledParameter } from "./parameter-styles.js";

/** Where a request carries what identifies its sender. */
export interface Credential {
  /** The parameter in which it stands. */
  parameter: StyledParameter;
  /** A value that is accepted. */
  value: string;
  /** The word that the value begins with; undefined where the contract does not say. */
  scheme: string | undefined;
  isGiven(request: Request): boolean;
}

interface SecurityScheme {
  type: string;
  in?: string;
  name?: string;
  scheme?: string;
  description?: string;
}

/**
 * What an operation demands of its sender: any one of these lists is enough. There is none where
 * anybody may call it.
 */
export function requirementsOf(contract: Document, { pointer }: Operation): Credential[][] {
  const { security = contract.security ?? [] } = getAt(contract, pointer) as Partial<Document>;
  const requirements = security.map((requirement) =>
    Object.keys(requirement).flatMap((name) => {
      const scheme: SecurityScheme | undefined = contract.components.securitySchemes?.[name];
      return scheme === undefined || scheme.type === "mutualTLS" ? [] : [credentialOf(scheme)];
    }),
  );
  return requirements.every((credentials) => credentials.length > 0) ? requirements : [];
}

function credentialOf({ type, in: place, name = "", ...others }: SecurityScheme): Credential {
  const isKey = type === "apiKey";
  const parameter: StyledParameter = {
    name: isKey ? name.toLowerCase() : "authorization",
    in: isKey ? (place as "header") : "header",
    required: true,
    type: "string",
    properties: [],
  };
  // A key of an API has no scheme of its own, unless the description shows one: `MxToken <PAT>`.
  const [, shown] = others.description?.match(/`(\w+) <[^>`]+>`/) ?? [];
  const { scheme = isKey ? shown : "bearer" } = others;
  const isBasic = scheme?.toLowerCase() === "basic";
  return {
    parameter,
    value: isBasic ? `Basic ${btoa("canary:token")}` : `${scheme ?? "MxToken"} canary-token`,
    scheme,
    isGiven: (request) => {
      const text = readParameter(parameter, request) ?? "";
      // The scheme is a token in any case (RFC 9110, 11.1).
      return scheme === undefined ? text !== "" : new RegExp(`^${scheme} \\S+$`, "i").test(text);
    },
  };
}
