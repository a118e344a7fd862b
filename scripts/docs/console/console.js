/* global SwaggerUIBundle, contract -- from the scripts before this one */

const tokenHeader = "Authorization";
const prefix = "MxToken ";

/** A token may be entered without the word that comes before it. */
function completeToken(request) {
  const value = request.headers[tokenHeader];
  if (value && !/^MxToken\s/i.test(value)) request.headers[tokenHeader] = prefix + value.trim();
  return request;
}

/** Shows a request as a curl command without its token. */
const maskToken = (Curl, { React }) =>
  function MaskedCurl({ request, ...others }) {
    const hasToken = request.hasIn(["headers", tokenHeader]);
    const shown = hasToken ? request.setIn(["headers", tokenHeader], `${prefix}***`) : request;
    return React.createElement(Curl, { ...others, request: shown });
  };

/** The dialog closes with Escape, and focus goes into it and back, as with other dialogs. */
function closeDialog({ key }) {
  if (key === "Escape") document.querySelector(".modal-ux .close-modal")?.click();
}
let isDialogOpen = false;
function moveFocus() {
  const dialog = document.querySelector(".dialog-ux");
  if (dialog && !isDialogOpen) dialog.querySelector("input")?.focus();
  if (!dialog && isDialogOpen) document.querySelector(".auth-wrapper > .authorize")?.focus();
  isDialogOpen = dialog !== null;
}

/** What a screen reader calls the controls that Swagger UI leaves without a name. */
const names = {
  ".servers select": () => "Server",
  ".servers input": ({ dataset }) => dataset.variable,
  ".dialog-ux input": () => "Authorization: MxToken and the token",
  ".dialog-ux .close-modal": () => "Close",
  ".opblock-body textarea": () => "Request body",
  ".opblock-body .content-type": () => "Media type",
  ".examples-select-element": () => "Example",
  ".parameters :is(input, select)": (element) => element.closest("tr").dataset.paramName,
};

function nameControls() {
  for (const [selector, nameOf] of Object.entries(names)) {
    for (const element of document.querySelectorAll(selector)) {
      element.ariaLabel ??= nameOf(element);
    }
  }
  // What scrolls has to be reachable by key.
  for (const code of document.querySelectorAll(".highlight-code pre, pre.curl, pre.microlight")) {
    code.tabIndex = 0;
  }
}

function showScheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = readChoice();
  const apply = () =>
    document.documentElement.classList.toggle(
      "dark-mode",
      chosen === "dark" || (chosen !== "light" && dark.matches),
    );
  dark.addEventListener("change", apply);
  apply();
}

/** What the reader chose in the guides. */
function readChoice() {
  try {
    return localStorage.getItem("vitepress-theme-appearance");
  } catch {
    return null; // Pages of `file:` may have no storage.
  }
}

/** The reference links to an operation by a query, see the plugin of Redocly. */
function openOperation() {
  const id = new URLSearchParams(location.search).get("operation");
  for (const item of Object.values(contract.paths)) {
    for (const operation of Object.values(item)) {
      if (id === null || operation.operationId !== id) continue;
      location.hash = `#/${encodeURIComponent(operation.tags[0])}/${id}`;
    }
  }
}

showScheme();
openOperation();
document.addEventListener("keydown", closeDialog);
new MutationObserver(() => {
  nameControls();
  moveFocus();
}).observe(document.body, { childList: true, subtree: true });

SwaggerUIBundle({
  spec: contract,
  domNode: document.getElementById("console"),
  layout: "BaseLayout",
  deepLinking: true,
  displayOperationId: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  persistAuthorization: false,
  defaultModelsExpandDepth: -1,
  requestInterceptor: completeToken,
  plugins: [{ wrapComponents: { curl: maskToken } }],
});
