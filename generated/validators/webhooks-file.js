// Generated from the OpenAPI document by `npm run generate`. Do not edit.
// node_modules/ajv-formats/src/formats.ts

// <stdin>
var webhooksFile = validate21;
var func1 = (text) => [...text].length;
var pattern4 = new RegExp("^(env|file):.+$", "u");
var pattern5 = /(?:^x-amz-)|(?:^x-amzn-)|(?:^x-google)|(?:^x-goog-)|(?:^x-gfe)|(?:^x-azure-)|(?:^x-fd-)|(?:^x-svix-)|(?:^svix-)|(?:^user-agent$)|(?:^keep-alive$)|(?:^proxy-authenticate$)|(?:^proxy-authorization$)|(?:^te$)|(?:^trailers$)|(?:^transfer-encoding$)|(?:^upgrade$)|(?:^age$)|(?:^cache-control$)|(?:^clear-site-data$)|(?:^expires$)|(?:^pragma$)|(?:^warning$)|(?:^content-length$)|(?:^content-type$)|(?:^content-encoding$)|(?:^content-language$)|(?:^content-location$)/i;
var pattern7 = new RegExp("^([a-zA-Z0-9_ ]+)$", "u");
var formats0 = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
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
      let data2 = data.defaults;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        for (const key1 in data2) {
          if (!(key1 === "url" || key1 === "eventTypes" || key1 === "isActive" || key1 === "validationSecret" || key1 === "headers")) {
            (vErrors ??= []).push({ instancePath: instancePath + "/defaults", keyword: "additionalProperties", params: { additionalProperty: key1 } });
            errors++;
          }
        }
        if (data2.url !== void 0) {
          let data3 = data2.url;
          if (typeof data3 === "string") {
            if (func1(data3) > 65536) {
              (vErrors ??= []).push({ instancePath: instancePath + "/defaults/url", keyword: "maxLength", params: { limit: 65536 } });
              errors++;
            }
            if (func1(data3) < 1) {
              (vErrors ??= []).push({ instancePath: instancePath + "/defaults/url", keyword: "minLength", params: { limit: 1 } });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/defaults/url", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
        if (data2.eventTypes !== void 0) {
          let data4 = data2.eventTypes;
          if (Array.isArray(data4)) {
            const len0 = data4.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
              if (typeof data4[i0] !== "string") {
                (vErrors ??= []).push({ instancePath: instancePath + "/defaults/eventTypes/" + i0, keyword: "type", params: { type: "string" } });
                errors++;
              }
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/defaults/eventTypes", keyword: "type", params: { type: "array" } });
            errors++;
          }
        }
        if (data2.isActive !== void 0) {
          if (typeof data2.isActive !== "boolean") {
            (vErrors ??= []).push({ instancePath: instancePath + "/defaults/isActive", keyword: "type", params: { type: "boolean" } });
            errors++;
          }
        }
        if (data2.validationSecret !== void 0) {
          let data7 = data2.validationSecret;
          if (typeof data7 === "string") {
            if (!pattern4.test(data7)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/defaults/validationSecret", keyword: "pattern", params: { pattern: "^(env|file):.+$" } });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/defaults/validationSecret", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
        if (data2.headers !== void 0) {
          let data8 = data2.headers;
          if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
            for (const key2 in data8) {
              const _errs21 = errors;
              if (typeof key2 !== "string") {
                (vErrors ??= []).push({ instancePath: instancePath + "/defaults/headers", keyword: "type", params: { type: "string" }, propertyName: key2 });
                errors++;
              }
              const _errs24 = errors;
              const _errs25 = errors;
              if (typeof key2 === "string") {
                if (!pattern5.test(key2)) {
                  (vErrors ??= []).push({});
                  errors++;
                }
              }
              var valid7 = _errs25 === errors;
              if (valid7) {
                (vErrors ??= []).push({ instancePath: instancePath + "/defaults/headers", keyword: "not", params: {}, propertyName: key2 });
                errors++;
              } else {
                errors = _errs24;
                if (vErrors !== null) {
                  if (_errs24) {
                    vErrors.length = _errs24;
                  } else {
                    vErrors = null;
                  }
                }
              }
              var valid5 = _errs21 === errors;
              if (!valid5) {
                (vErrors ??= []).push({ instancePath: instancePath + "/defaults/headers", keyword: "propertyNames", params: { propertyName: key2 } });
                errors++;
              }
            }
            for (const key3 in data8) {
              let data9 = data8[key3];
              if (typeof data9 === "string") {
                if (!pattern4.test(data9)) {
                  (vErrors ??= []).push({ instancePath: instancePath + "/defaults/headers/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "pattern", params: { pattern: "^(env|file):.+$" } });
                  errors++;
                }
              } else {
                (vErrors ??= []).push({ instancePath: instancePath + "/defaults/headers/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", params: { type: "string" } });
                errors++;
              }
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/defaults/headers", keyword: "type", params: { type: "object" } });
            errors++;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/defaults", keyword: "type", params: { type: "object" } });
        errors++;
      }
    }
    if (data.apps !== void 0) {
      let data10 = data.apps;
      if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
        for (const key4 in data10) {
          const _errs31 = errors;
          if (typeof key4 === "string") {
            if (!formats0.test(key4)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/apps", keyword: "format", params: { format: "uuid" }, propertyName: key4 });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/apps", keyword: "type", params: { type: "string" }, propertyName: key4 });
            errors++;
          }
          var valid9 = _errs31 === errors;
          if (!valid9) {
            (vErrors ??= []).push({ instancePath: instancePath + "/apps", keyword: "propertyNames", params: { propertyName: key4 } });
            errors++;
          }
        }
        for (const key5 in data10) {
          let data11 = data10[key5];
          if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
            if (data11.webhooks === void 0) {
              (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", params: { missingProperty: "webhooks" } });
              errors++;
            }
            for (const key6 in data11) {
              if (!(key6 === "label" || key6 === "webhooks")) {
                (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "additionalProperties", params: { additionalProperty: key6 } });
                errors++;
              }
            }
            if (data11.label !== void 0) {
              if (typeof data11.label !== "string") {
                (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/label", keyword: "type", params: { type: "string" } });
                errors++;
              }
            }
            if (data11.webhooks !== void 0) {
              let data13 = data11.webhooks;
              if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                for (const key7 in data13) {
                  const _errs41 = errors;
                  if (typeof key7 === "string") {
                    if (func1(key7) < 1) {
                      (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "minLength", params: { limit: 1 }, propertyName: key7 });
                      errors++;
                    }
                    if (!pattern7.test(key7)) {
                      (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "pattern", params: { pattern: "^([a-zA-Z0-9_ ]+)$" }, propertyName: key7 });
                      errors++;
                    }
                  } else {
                    (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "type", params: { type: "string" }, propertyName: key7 });
                    errors++;
                  }
                  var valid12 = _errs41 === errors;
                  if (!valid12) {
                    (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "propertyNames", params: { propertyName: key7 } });
                    errors++;
                  }
                }
                for (const key8 in data13) {
                  let data14 = data13[key8];
                  if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
                    for (const key9 in data14) {
                      if (!(key9 === "url" || key9 === "eventTypes" || key9 === "isActive" || key9 === "validationSecret" || key9 === "headers")) {
                        (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "additionalProperties", params: { additionalProperty: key9 } });
                        errors++;
                      }
                    }
                    if (data14.url !== void 0) {
                      let data15 = data14.url;
                      if (typeof data15 === "string") {
                        if (func1(data15) > 65536) {
                          (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/url", keyword: "maxLength", params: { limit: 65536 } });
                          errors++;
                        }
                        if (func1(data15) < 1) {
                          (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/url", keyword: "minLength", params: { limit: 1 } });
                          errors++;
                        }
                      } else {
                        (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/url", keyword: "type", params: { type: "string" } });
                        errors++;
                      }
                    }
                    if (data14.eventTypes !== void 0) {
                      let data16 = data14.eventTypes;
                      if (Array.isArray(data16)) {
                        const len1 = data16.length, i1start = errors;
for (let i1 = 0; i1 < len1 && errors < i1start + 10; i1++) {
                          if (typeof data16[i1] !== "string") {
                            (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/eventTypes/" + i1, keyword: "type", params: { type: "string" } });
                            errors++;
                          }
                        }
                      } else {
                        (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/eventTypes", keyword: "type", params: { type: "array" } });
                        errors++;
                      }
                    }
                    if (data14.isActive !== void 0) {
                      if (typeof data14.isActive !== "boolean") {
                        (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/isActive", keyword: "type", params: { type: "boolean" } });
                        errors++;
                      }
                    }
                    if (data14.validationSecret !== void 0) {
                      let data19 = data14.validationSecret;
                      if (typeof data19 === "string") {
                        if (!pattern4.test(data19)) {
                          (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/validationSecret", keyword: "pattern", params: { pattern: "^(env|file):.+$" } });
                          errors++;
                        }
                      } else {
                        (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/validationSecret", keyword: "type", params: { type: "string" } });
                        errors++;
                      }
                    }
                    if (data14.headers !== void 0) {
                      let data20 = data14.headers;
                      if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
                        for (const key10 in data20) {
                          const _errs60 = errors;
                          if (typeof key10 !== "string") {
                            (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/headers", keyword: "type", params: { type: "string" }, propertyName: key10 });
                            errors++;
                          }
                          const _errs63 = errors;
                          const _errs64 = errors;
                          if (typeof key10 === "string") {
                            if (!pattern5.test(key10)) {
                              (vErrors ??= []).push({});
                              errors++;
                            }
                          }
                          var valid20 = _errs64 === errors;
                          if (valid20) {
                            (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/headers", keyword: "not", params: {}, propertyName: key10 });
                            errors++;
                          } else {
                            errors = _errs63;
                            if (vErrors !== null) {
                              if (_errs63) {
                                vErrors.length = _errs63;
                              } else {
                                vErrors = null;
                              }
                            }
                          }
                          var valid18 = _errs60 === errors;
                          if (!valid18) {
                            (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/headers", keyword: "propertyNames", params: { propertyName: key10 } });
                            errors++;
                          }
                        }
                        for (const key11 in data20) {
                          let data21 = data20[key11];
                          if (typeof data21 === "string") {
                            if (!pattern4.test(data21)) {
                              (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/headers/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "pattern", params: { pattern: "^(env|file):.+$" } });
                              errors++;
                            }
                          } else {
                            (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/headers/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", params: { type: "string" } });
                            errors++;
                          }
                        }
                      } else {
                        (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/headers", keyword: "type", params: { type: "object" } });
                        errors++;
                      }
                    }
                  } else {
                    (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", params: { type: "object" } });
                    errors++;
                  }
                }
              } else {
                (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1") + "/webhooks", keyword: "type", params: { type: "object" } });
                errors++;
              }
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/apps/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", params: { type: "object" } });
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
