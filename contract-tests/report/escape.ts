const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Characters that XML 1.0 cannot hold, however they are written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const impossible = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const loneSurrogate = /\p{Surrogate}/gu;

/** A text as HTML and XML can hold it, in an element or between quotes. */
export const escapeText = (text: string): string =>
  text
    .replace(impossible, "\ufffd")
    .replace(loneSurrogate, "\ufffd")
    .replace(/[&<>"']/g, (char) => entities[char] ?? char);
