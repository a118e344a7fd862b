// Generated from the OpenAPI document by `npm run generate`. Do not edit.
// node_modules/ajv-formats/src/formats.ts

// <stdin>
var webhooksFile = validate21;
var func1 = (text) => [...text].length;
var pattern4 = new RegExp("^(env|file):.+$", "u");
var pattern5 = /(?:^x-amz-)|(?:^x-amzn-)|(?:^x-google)|(?:^x-goog-)|(?:^x-gfe)|(?:^x-azure-)|(?:^x-fd-)|(?:^x-svix-)|(?:^svix-)|(?:^user-agent$)|(?:^keep-alive$)|(?:^proxy-authenticate$)|(?:^proxy-authorization$)|(?:^te$)|(?:^trailers$)|(?:^transfer-encoding$)|(?:^upgrade$)|(?:^age$)|(?:^cache-control$)|(?:^clear-site-data$)|(?:^expires$)|(?:^pragma$)|(?:^warning$)|(?:^content-length$)|(?:^content-type$)|(?:^content-encoding$)|(?:^content-language$)|(?:^content-location$)/i;
function validate22(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "url" || key0 === "eventTypes" || key0 === "isActive" || key0 === "validationSecret" || key0 === "headers")) {
        (vErrors ??= []).push({ instancePath, keyword: "additionalProperties", params: { additionalProperty: key0 } });
        errors++;
      }
    }
    if (data.url !== void 0) {
      let data0 = data.url;
      if (typeof data0 === "string") {
        if (func1(data0) > 65536) {
          (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "maxLength", params: { limit: 65536 } });
          errors++;
        }
        if (func1(data0) < 1) {
          (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "minLength", params: { limit: 1 } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.eventTypes !== void 0) {
      let data1 = data.eventTypes;
      if (Array.isArray(data1)) {
        const len0 = data1.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
          if (typeof data1[i0] !== "string") {
            (vErrors ??= []).push({ instancePath: instancePath + "/eventTypes/" + i0, keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/eventTypes", keyword: "type", params: { type: "array" } });
        errors++;
      }
    }
    if (data.isActive !== void 0) {
      if (typeof data.isActive !== "boolean") {
        (vErrors ??= []).push({ instancePath: instancePath + "/isActive", keyword: "type", params: { type: "boolean" } });
        errors++;
      }
    }
    if (data.validationSecret !== void 0) {
      let data4 = data.validationSecret;
      if (typeof data4 === "string") {
        if (!pattern4.test(data4)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/validationSecret", keyword: "pattern", params: { pattern: "^(env|file):.+$" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/validationSecret", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.headers !== void 0) {
      let data5 = data.headers;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        for (const key1 in data5) {
          const _errs15 = errors;
          if (typeof key1 !== "string") {
            (vErrors ??= []).push({ instancePath: instancePath + "/headers", keyword: "type", params: { type: "string" }, propertyName: key1 });
            errors++;
          }
          const _errs18 = errors;
          const _errs19 = errors;
          if (typeof key1 === "string") {
            if (!pattern5.test(key1)) {
              (vErrors ??= []).push({});
              errors++;
            }
          }
          var valid6 = _errs19 === errors;
          if (valid6) {
            (vErrors ??= []).push({ instancePath: instancePath + "/headers", keyword: "not", params: {}, propertyName: key1 });
            errors++;
          } else {
            errors = _errs18;
            if (vErrors !== null) {
              if (_errs18) {
                vErrors.length = _errs18;
              } else {
                vErrors = null;
              }
            }
          }
          var valid4 = _errs15 === errors;
          if (!valid4) {
            (vErrors ??= []).push({ instancePath: instancePath + "/headers", keyword: "propertyNames", params: { propertyName: key1 } });
            errors++;
          }
        }
        for (const key2 in data5) {
          let data6 = data5[key2];
          if (typeof data6 === "string") {
            if (!pattern4.test(data6)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/headers/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "pattern", params: { pattern: "^(env|file):.+$" } });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/headers/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/headers", keyword: "type", params: { type: "object" } });
        errors++;
      }
    }
  } else {
    (vErrors ??= []).push({ instancePath, keyword: "type", params: { type: "object" } });
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var formats0 = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
var pattern7 = new RegExp("^([a-zA-Z0-9_ ]+)$", "u");
function validate21(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "version" } });
      errors++;
    }
    if (data.apps === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "apps" } });
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "$schema" || key0 === "version" || key0 === "defaults" || key0 === "apps")) {
        (vErrors ??= []).push({ instancePath, keyword: "additionalProperties", params: { additionalProperty: key0 } });
        errors++;
      }
    }
    if (data.$schema !== void 0) {
      if (typeof data.$schema !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/$schema", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.version !== void 0) {
      if (1 !== data.version) {
        (vErrors ??= []).push({ instancePath: instancePath + "/version", keyword: "const", params: { allowedValue: 1 } });
        errors++;
      }
    }
    if (data.defaults !== void 0) {
      if (!validate22(data.defaults, { instancePath: instancePath + "/defaults" })) {
        vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.apps !== void 0) {
      let data3 = data.apps;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        for (const key1 in data3) {
          const _errs8 = errors;
          if (typeof key1 === "string") {
            if (!formats0.test(key1)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/apps", keyword: "format", params: { format: "uuid" }, propertyName: key1 });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/apps", keyword: "type", params: { type: "string" }, propertyName: key1 });
            errors++;
          }
          var valid1 = _errs8 === errors;
          if (!valid1) {
            (vErrors ??= []).push({ instancePath: instancePath + "/apps", keyword: "propertyNames", params: { propertyName: key1 } });
            errors++;
          }
        }
        for (const key2 in data3) {
          let data4 = data3[key2];
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (data4.webhooks === void 0) {
              (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", params: { missingProperty: "webhooks" } });
              errors++;
            }
            for (const key3 in data4) {
              if (!(key3 === "label" || key3 === "webhooks")) {
                (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "additionalProperties", params: { additionalProperty: key3 } });
                errors++;
              }
            }
            if (data4.label !== void 0) {
              if (typeof data4.label !== "string") {
                (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/label", keyword: "type", params: { type: "string" } });
                errors++;
              }
            }
            if (data4.webhooks !== void 0) {
              let data6 = data4.webhooks;
              if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                for (const key4 in data6) {
                  const _errs18 = errors;
                  if (typeof key4 === "string") {
                    if (func1(key4) < 1) {
                      (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "minLength", params: { limit: 1 }, propertyName: key4 });
                      errors++;
                    }
                    if (!pattern7.test(key4)) {
                      (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "pattern", params: { pattern: "^([a-zA-Z0-9_ ]+)$" }, propertyName: key4 });
                      errors++;
                    }
                  } else {
                    (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "type", params: { type: "string" }, propertyName: key4 });
                    errors++;
                  }
                  var valid4 = _errs18 === errors;
                  if (!valid4) {
                    (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "propertyNames", params: { propertyName: key4 } });
                    errors++;
                  }
                }
                for (const key5 in data6) {
                  if (!validate22(data6[key5], { instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") })) {
                    vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
                    errors = vErrors.length;
                  }
                }
              } else {
                (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "type", params: { type: "object" } });
                errors++;
              }
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", params: { type: "object" } });
            errors++;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/apps", keyword: "type", params: { type: "object" } });
        errors++;
      }
    }
  } else {
    (vErrors ??= []).push({ instancePath, keyword: "type", params: { type: "object" } });
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}

export { webhooksFile };
