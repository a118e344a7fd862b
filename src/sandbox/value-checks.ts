export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isNumber = (value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): boolean =>
  typeof value === "number" && value >= min && value <= max;

export const isWhole = (value: unknown, min: number, max?: number): boolean =>
  Number.isInteger(value) && isNumber(value, min, max);
