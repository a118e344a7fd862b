import { createQuerySerializer, serializeArrayParam, serializeObjectParam } from "openapi-fetch";

/** A parameter outside of the path, and how its value is serialised (OpenAPI 3.1, 4.8.12). */
export interface SerializedParameter {
  readonly name: string;
  readonly in: string;
  readonly type: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

/** The parameters of a request, by their places. */
export interface ParameterValues {
  readonly query?: object | undefined;
  readonly header?: object | undefined;
  readonly cookie?: object | undefined;
}

/** What openapi-fetch needs to send parameters in the styles of the contract. */
export interface Serialized {
  readonly params: object;
  readonly headers: Record<string, string>;
  querySerializer(query: object): string;
}

/** Makes a function that serialises the parameters of an operation. */
export const createSerializer =
  (parameters: readonly SerializedParameter[]) =>
  ({ header, cookie, ...others }: ParameterValues): Serialized => ({
    params: others,
    headers: { ...headersOf(parameters, { ...header }), ...cookiesOf(parameters, { ...cookie }) },
    querySerializer: (query) => serializeQuery(parameters, { ...query }),
  });

type Parameters = readonly SerializedParameter[];
type Values = Readonly<Record<string, unknown>>;

const parametersIn = (parameters: Parameters, place: string, values: Values) =>
  parameters.flatMap((parameter) => {
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    return parameter.in === place && (value ?? undefined) !== undefined
      ? [{ ...parameter, value }]
      : [];
  });

function serializeQuery(parameters: Parameters, query: Values): string {
  const texts = parametersIn(parameters, "query", query).map((parameter) => {
    const { name, type, style = "form", explode = style === "form", value } = parameter;
    const isDelimited = style === "spaceDelimited" || style === "pipeDelimited";
    const serialize = createQuerySerializer({
      array: { style: isDelimited ? style : "form", explode },
      object: { style: style === "deepObject" ? style : "form", explode },
      allowReserved: parameter.allowReserved === true,
    });
    return serialize({
      [encodeURIComponent(name)]: type === "json" ? JSON.stringify(value) : encoded(value),
    });
  });
  return texts.filter((text) => text !== "").join("&");
}

/** An object with names that cannot end a parameter; openapi-fetch writes them as they are. */
function encoded(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, one]) => (one ?? undefined) !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [encodeURIComponent(key), one]));
}

const headersOf = (parameters: Parameters, header: Values): Record<string, string> =>
  Object.fromEntries(
    parametersIn(parameters, "header", header).map((one) => [one.name, simpleText(one)]),
  );

function cookiesOf(parameters: Parameters, cookie: Values): Record<string, string> {
  const pairs = parametersIn(parameters, "cookie", cookie).map(
    (parameter) => `${parameter.name}=${encodeURIComponent(simpleText(parameter))}`,
  );
  return pairs.length > 0 ? { cookie: pairs.join("; ") } : {};
}

/** A value in the style `simple`, not percent-encoded. */
function simpleText({ type, value, explode = false }: SerializedParameter & { value: unknown }) {
  if (type === "json") return JSON.stringify(value);
  const how = { style: "simple", explode, allowReserved: true } as const;
  if (Array.isArray(value)) return serializeArrayParam("", value, how);
  if (typeof value === "object") return serializeObjectParam("", { ...value }, how);
  return `${value}`;
}
