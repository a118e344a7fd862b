/** Why no check can notice some mutants. */
interface Argument {
  argument: string;
  /** Names of mutants; each that fits has to survive, or the tests fail. */
  of: RegExp;
}

/** The reviewed list of equivalent mutants. Each entry fits those it is about and no other. */
export const argumentList: Argument[] = [
  {
    argument: "every operation states its own security, so that of the document applies to none",
    of: /^#\/security security /,
  },
  {
    argument: "without its own an operation falls back to the document's, the same but for scopes",
    of: /^#\/paths\/\S+\/security security dropped$/,
  },
  {
    argument: "a mock knows no scopes; the stories that the sandbox is asked are about them",
    of: /\/security\/\d+(\/\w+ scopes altered: \[\]| security requirement dropped)$/,
  },
  {
    argument: "all that comes in a path, a query or a header is text",
    of: /^#\/components\/parameters\/(?!Limit|AscOrder|DeliveryContentLength)\w+\/schema\/type type dropped$/,
  },
  {
    argument: "a mock asks nothing of an optional text, and lets a name pass that it does not know",
    of: /^#\/components\/parameters\/(Cursor|DeliveryUserAgent)\/(name|in) parameter /,
  },
  {
    argument: "the same: the cursor is the first parameter of a list",
    of: /\/get\/parameters\/0 parameter dropped$/,
  },
  {
    argument: "the same: after the three headers that are required come those that are not",
    of: /^#\/webhooks\/\S+\/post\/parameters\/[3-6] parameter dropped$/,
  },
  {
    argument: "any text in this part of a path is an id of a webhook",
    of: /\{webhook-id\}\S*\/parameters\/1 parameter dropped$/,
  },
  {
    argument: "HTTP itself sets these headers, so none is ever missing",
    of: /^#\/components\/parameters\/Delivery(UserAgent|ContentLength|Connection|Host)\/required parameter /,
  },
  {
    argument: "HTTP itself sets these headers, and a mock lets pass what it does not know",
    of: /^#\/components\/parameters\/Delivery(ContentLength|Connection|Host)\/(name|in) parameter /,
  },
  {
    argument: "HTTP itself sets the length, and it is always an integer",
    of: /^#\/components\/parameters\/DeliveryContentLength\/schema\/type type /,
  },
  {
    argument: "Prism takes an empty header for none, whatever its pattern",
    of: /\/DeliveryTimestamp\/schema\/pattern pattern altered: '\S+' at 1 becomes '\[0-9\]\{0,\}'$/,
  },
  {
    argument: "Prism takes a body of JSON null for none, whatever its type",
    of: /^#\/components\/schemas\/(WebhookInput|\w+Event)\/type type altered: \["object","null"\]$/,
  },
  {
    argument: "the other branch demands an object as well",
    of: /^#\/components\/schemas\/WebhookDetailed\/allOf\/1\/type type (dropped|altered: \["object","null"\])$/,
  },
  {
    argument: "no URI has a single character",
    of: /\/WebhookInput\/properties\/url\/minLength minLength altered: 2$/,
  },
  {
    argument: "the slash before the digits is in the alphabet anyway",
    of: /\/validationSecret\/pattern pattern altered: '0-9' at \d+ becomes '\\u\{2f\}-\\u\{39\}'$/,
  },
];

/** Why a mutant is equivalent; undefined if that is not argued. */
export const argumentFor = (name: string): string | undefined =>
  argumentList.find(({ of }) => of.test(name))?.argument;
