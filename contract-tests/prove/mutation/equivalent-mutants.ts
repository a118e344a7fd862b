/** Mutants that no check can notice, with the reason. */
interface EquivalentMutants {
  reason: string;
  /** Matches their names; the tests fail if a check notices one of them. */
  names: RegExp;
}

export const equivalentMutants: EquivalentMutants[] = [
  {
    reason: "every operation has security of its own, so that of the document applies to none",
    names: /^#\/security security /,
  },
  {
    reason:
      "an operation without security of its own has the document's, which differs in scopes alone",
    names: /^#\/paths\/\S+\/security security dropped$/,
  },
  {
    reason:
      "a mock knows no scopes; the checks of behaviours, which the sandbox passes, cover them",
    names: /\/security\/\d+(\/\w+ scopes altered: \[\]| security requirement dropped)$/,
  },
  {
    reason: "every value in a path, a query or a header is text",
    names:
      /^#\/components\/parameters\/(?!Limit|AscOrder|DeliveryContentLength)\w+\/schema\/type type dropped$/,
  },
  {
    reason: "a mock accepts any text and any unknown name, and this parameter is optional text",
    names: /^#\/components\/parameters\/(Cursor|DeliveryUserAgent)\/(name|in) parameter /,
  },
  {
    reason:
      "a mock accepts an unknown parameter: here the cursor of a list, which is optional text",
    names: /\/get\/parameters\/0 parameter dropped$/,
  },
  {
    reason: "a mock accepts an unknown header: here those that are optional or set by HTTP itself",
    names: /^#\/webhooks\/\S+\/post\/parameters\/[3-6] parameter dropped$/,
  },
  {
    reason: "any text in this part of a path is a valid id of a webhook",
    names: /\{webhook-id\}\S*\/parameters\/1 parameter dropped$/,
  },
  {
    reason: "HTTP itself sets these headers, so none is ever missing",
    names:
      /^#\/components\/parameters\/Delivery(UserAgent|ContentLength|Connection|Host)\/required parameter /,
  },
  {
    reason: "HTTP itself sets these headers, and a mock accepts unknown ones",
    names:
      /^#\/components\/parameters\/Delivery(ContentLength|Connection|Host)\/(name|in) parameter /,
  },
  {
    reason: "HTTP itself sets the length, and it is always an integer",
    names: /^#\/components\/parameters\/DeliveryContentLength\/schema\/type type /,
  },
  {
    reason: "Prism treats an empty header as missing, whatever its pattern",
    names:
      /\/DeliveryTimestamp\/schema\/pattern pattern altered: '\S+' at 1 becomes '\[0-9\]\{0,\}'$/,
  },
  {
    reason: "Prism treats a body of JSON null as missing, whatever its type",
    names:
      /^#\/components\/schemas\/((?!HeaderInput)\w+Input|\w+Event)\/type type altered: \["object","null"\]$/,
  },
  {
    reason: "the other branch demands an object as well",
    names:
      /^#\/components\/schemas\/WebhookDetailed\/allOf\/1\/type type (dropped|altered: \["object","null"\])$/,
  },
  {
    reason: "the slash before the digits is in the alphabet anyway",
    names:
      /\/validationSecret\/pattern pattern altered: '0-9' at \d+ becomes '\\u\{2f\}-\\u\{39\}'$/,
  },
];

/** Why a mutant is equivalent; undefined if it is not listed. */
export const reasonOf = (name: string): string | undefined =>
  equivalentMutants.find(({ names }) => names.test(name))?.reason;
