import { type OperationId, type Route, routes } from "../../../generated/routes.js";
import type { Validator } from "../../../generated/validators/requests.js";
import type { Parameter } from "../../../scripts/contract/document.js";
import type { Operation } from "../../../scripts/contract/operations.js";
import { sign, unwrap } from "../../../src/receiver/index.js";
import type { Request } from "../../oracle/http-exchange.js";
import type { Finding } from "../../oracle/oracle.js";
import { comparable } from "../../oracle/oracle.js";
import type { SuiteContext } from "../../run/check.js";
import { curlOf } from "./curl.js";
import { curlToReceiver, difference, type Judge, nearest, sandboxUrl } from "./judges.js";
import { oracleHoles, verdictsOf } from "./oracle-holes.js";
import { parsed } from "./sent.js";

/** The generated validators, which client and sandbox work with. */
export function validatorJudge(basis: SuiteContext, known = oracleHoles): Judge {
  const name = "the generated validator";
  return {
    name,
    curl: ({ operation, request }) => curlOf(sandboxUrl, operation.path, request),
    async disagreements(generated) {
      const { operation, request } = generated;
      const verdicts = verdictsOf(basis, generated, known);
      const route: Route = routes[operation.operationId as OperationId];
      const values = { ...request.path, ...request.query };
      const typed = operation.parameters.flatMap(({ name, schema }) => {
        const value = values[name];
        return value === undefined ? [] : [[name, typedValue(schema.type, value)]];
      });
      const body = verdicts.flat().some(isOfNoSchema) ? undefined : parsed(request.body);
      const found = [
        ...foundBy(route.parameters, Object.fromEntries(typed)).map(toParameter(operation)),
        ...(route.body && body ? foundBy(route.body, body.value) : []),
      ];
      return nearest(verdicts, (findings) => {
        const ofSchemas = findings.filter(
          (one) => /^(path|query|body)/.test(one.place) && !isOfNoSchema(one),
        );
        const line = difference("finds", comparable(found), comparable(ofSchemas));
        return line === false ? [] : [`${name} ${line}`];
      });
    },
  };
}

/** A rule of HTTP's: there is no body, or what there is is no JSON. */
const isOfNoSchema = ({ place, keyword, missing }: Finding) =>
  keyword === "json" ||
  keyword === "mediaType" ||
  (place === "body" && keyword === "required" && missing === undefined);

/** What a client would pass for what stands on the wire. */
function typedValue(type: string | undefined, text: string): unknown {
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return type === "integer" && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** What a validator finds, in the oracle's words: it points at what is missing. */
function foundBy(validate: Validator, value: unknown): Finding[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword }) => {
    if (keyword !== "required") return { place: `body${instancePath}`, keyword };
    const [, parent, missing = ""] = instancePath.match(/^(.*)\/(.*)$/) ?? [];
    return { place: `body${parent}`, keyword, missing };
  });
}

/** A finding at a parameter's name, put at the parameter's place. */
const toParameter =
  ({ parameters }: Operation) =>
  (finding: Finding): Finding => {
    const name = finding.place.replace("body/", "");
    const parameter: Parameter | undefined = parameters.find((one) => one.name === name);
    return { ...finding, place: `${parameter?.in}/${name}` };
  };

const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";

/** The receiver: it takes a body for the first delivery that it fits, and any other for unknown. */
export function receiverJudge(
  basis: SuiteContext,
  deliveries: Operation[],
  known = oracleHoles,
): Judge {
  /** All that a body may be: more than one thing only where the holes allow either. */
  const typesOf = (request: Request): string[] => {
    const types: string[] = [];
    for (const operation of deliveries) {
      const verdicts = verdictsOf(basis, { operation, request }, known).map((findings) =>
        findings.filter(({ place }) => place.startsWith("body")),
      );
      const fits = verdicts.filter((findings) => findings.length === 0).length;
      if (fits > 0) types.push(operation.path);
      if (fits === verdicts.length) return types;
    }
    return [...types, "unknown"];
  };
  return {
    name: "the receiver",
    curl: ({ request }) => curlToReceiver(request),
    async disagreements({ request }) {
      const { body } = request;
      if (body === undefined || parsed(body) === undefined) return [];
      const headers = await sign({ id: "msg_1", body, secrets: secret });
      const { event } = await unwrap({ headers, body }, { secrets: secret });
      const types = typesOf({ ...request, headers: { "content-type": "application/json" } });
      return types.includes(event.type)
        ? []
        : [`the receiver takes it for ${event.type}, not for ${types.join(" or ")}`];
    },
  };
}
