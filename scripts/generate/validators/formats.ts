/**
 * The formats of the contract as regular expressions, so that a compiled validator needs no
 * library. The contract tests hold them against ajv-formats.
 */
const character = "(?:[\\w\\-.~!$&'()*+,;=:@/?]|%[\\da-f]{2})";
const date = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?";
const offset = "(?:z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)";

export const formats: Record<string, RegExp | true> = {
  // RFC 9562, without the URN form.
  uuid: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
  // RFC 3986 with a scheme; brackets only around an IP literal, one fragment.
  uri: new RegExp(
    `^[a-z][a-z\\d+.-]*:(?://(?:${character}*@)?\\[[\\da-f:.]+])?${character}*(?:#${character}*)?$`,
    "i",
  ),
  // RFC 3339.
  "date-time": new RegExp(`^${date}t${time}${offset}$`, "i"),
  // Ranges of numbers, not of strings: the wire carries them as they are.
  int32: true,
};
