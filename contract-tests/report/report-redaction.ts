import { createRedact, type Redact, secretsIn } from "../../src/shared/for-contract-tests.js";
import type { RecordedExchange } from "../run/recording.js";

/** Redacting shorter values wherever they occur would garble the report. */
const minSecretLength = 8;

/** Properties that hold secrets, as a failed assertion prints them. */
const printedProperty = /(\b(?:validationSecret|value): ['"`])((?:[^'"`\\]|\\.)*)/g;

const secretHeader = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;

/** Control characters could steer a terminal, and XML cannot contain them. */
const unprintable = /(?![\t\n])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;

/**
 * Removes secrets and unprintable characters from the texts of a report: the given secrets, those
 * in any of the exchanges, and the value of each property that holds one.
 */
export function createReportRedaction(
  secrets: readonly string[],
  exchanges: RecordedExchange[],
): Redact {
  const seen = exchanges.flatMap(({ requestBody, responseBody }) =>
    [requestBody, responseBody].flatMap((body) => secretsIn(parsed(body))),
  );
  const values = [...secrets, ...secrets.map(encodeURIComponent), ...new Set(seen)];
  const redact = createRedact(values.filter(({ length }) => length >= minSecretLength));
  return (text) =>
    redact(text)
      .replace(printedProperty, "$1[redacted]")
      .replace(/(MxToken +)[^\s"'\\]+/gi, "$1[redacted]")
      .replace(unprintable, "\ufffd");
}

export function redactHeader(name: string, value: string, redact: Redact): string {
  return secretHeader.test(name)
    ? value.replace(/^(MxToken )?.+$/s, "$1[redacted]")
    : redact(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
