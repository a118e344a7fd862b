// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
// <stdin>
var validator0 = validate20;
var formats0 = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
function validate20(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data["app-id"] === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "app-id" });
      errors++;
    }
    if (data["app-id"] !== void 0) {
      let data0 = data["app-id"];
      if (typeof data0 === "string") {
        if (!formats0.test(data0)) {
          vErrors = push(vErrors, instancePath + "/app-id", "format", { format: "uuid" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/app-id", "type", { type: "string" });
        errors++;
      }
    }
    if (data.cursor !== void 0) {
      if (typeof data.cursor !== "string") {
        vErrors = push(vErrors, instancePath + "/cursor", "type", { type: "string" });
        errors++;
      }
    }
    if (data.limit !== void 0) {
      let data2 = data.limit;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = push(vErrors, instancePath + "/limit", "type", { type: "integer" });
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 < 1 || isNaN(data2)) {
          vErrors = push(vErrors, instancePath + "/limit", "minimum", { comparison: ">=", limit: 1 });
          errors++;
        }
      }
    }
    if (data.ascOrder !== void 0) {
      if (typeof data.ascOrder !== "boolean") {
        vErrors = push(vErrors, instancePath + "/ascOrder", "type", { type: "boolean" });
        errors++;
      }
    }
  } else {
    vErrors = push(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
var validator1 = validate21;
function validate21(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data["app-id"] === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "app-id" });
      errors++;
    }
    if (data["app-id"] !== void 0) {
      let data0 = data["app-id"];
      if (typeof data0 === "string") {
        if (!formats0.test(data0)) {
          vErrors = push(vErrors, instancePath + "/app-id", "format", { format: "uuid" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/app-id", "type", { type: "string" });
        errors++;
      }
    }
  } else {
    vErrors = push(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var validator2 = validate22;
function validate22(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data["app-id"] === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "app-id" });
      errors++;
    }
    if (data["webhook-id"] === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "webhook-id" });
      errors++;
    }
    if (data["app-id"] !== void 0) {
      let data0 = data["app-id"];
      if (typeof data0 === "string") {
        if (!formats0.test(data0)) {
          vErrors = push(vErrors, instancePath + "/app-id", "format", { format: "uuid" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/app-id", "type", { type: "string" });
        errors++;
      }
    }
    if (data["webhook-id"] !== void 0) {
      if (typeof data["webhook-id"] !== "string") {
        vErrors = push(vErrors, instancePath + "/webhook-id", "type", { type: "string" });
        errors++;
      }
    }
  } else {
    vErrors = push(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var validator3 = validate23;
var func1 = (text) => [...text].length;
var pattern4 = /^([a-zA-Z0-9_ ]+)$/u;
var pattern5 = /^(whsec_)?[a-zA-Z0-9+\/=]{32,100}$/u;
var pattern6 = /^x-amz-|^x-amzn-|^x-google|^x-goog-|^x-gfe|^x-azure-|^x-fd-|^x-svix-|^svix-|^user-agent$|^keep-alive$|^proxy-authenticate$|^proxy-authorization$|^te$|^trailers$|^transfer-encoding$|^upgrade$|^age$|^cache-control$|^clear-site-data$|^expires$|^pragma$|^warning$|^content-length$|^content-type$|^content-encoding$|^content-language$|^content-location$/iu;
var formats6 = /^[a-z][a-z\d+.-]*:(?:\/\/(?:(?:[\w\-.~!$&'()*+,;=:@]|%[\da-f]{2})*@)?(?:\[[\da-f:.]+]|(?:(?![:@])(?:[\w\-.~!$&'()*+,;=:@]|%[\da-f]{2}))*)(?::\d*)?(?:\/(?:[\w\-.~!$&'()*+,;=:@]|%[\da-f]{2})*)*|\/?(?:(?:[\w\-.~!$&'()*+,;=:@]|%[\da-f]{2})+(?:\/(?:[\w\-.~!$&'()*+,;=:@]|%[\da-f]{2})*)*)?)(?:[?#](?:(?:[\w\-.~!$&'()*+,;=:@]|%[\da-f]{2})|[/?])*){0,2}$/i;
function validate23(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "name" });
      errors++;
    }
    if (data.url === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "url" });
      errors++;
    }
    if (data.eventTypes === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "eventTypes" });
      errors++;
    }
    if (data.isActive === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "isActive" });
      errors++;
    }
    if (data.validationSecret === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "validationSecret" });
      errors++;
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func1(data0) < 1) {
          vErrors = push(vErrors, instancePath + "/name", "minLength", { limit: 1 });
          errors++;
        }
        if (!pattern4.test(data0)) {
          vErrors = push(vErrors, instancePath + "/name", "pattern", { pattern: "^([a-zA-Z0-9_ ]+)$" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/name", "type", { type: "string" });
        errors++;
      }
    }
    if (data.url !== void 0) {
      let data1 = data.url;
      if (typeof data1 === "string") {
        if (func1(data1) > 65536) {
          vErrors = push(vErrors, instancePath + "/url", "maxLength", { limit: 65536 });
          errors++;
        }
        if (func1(data1) < 1) {
          vErrors = push(vErrors, instancePath + "/url", "minLength", { limit: 1 });
          errors++;
        }
        if (!formats6.test(data1)) {
          vErrors = push(vErrors, instancePath + "/url", "format", { format: "uri" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/url", "type", { type: "string" });
        errors++;
      }
    }
    if (data.eventTypes !== void 0) {
      let data2 = data.eventTypes;
      if (Array.isArray(data2)) {
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data2[i0] !== "string") {
            vErrors = push(vErrors, instancePath + "/eventTypes/" + i0, "type", { type: "string" });
            errors++;
          }
        }
      } else {
        vErrors = push(vErrors, instancePath + "/eventTypes", "type", { type: "array" });
        errors++;
      }
    }
    if (data.isActive !== void 0) {
      if (typeof data.isActive !== "boolean") {
        vErrors = push(vErrors, instancePath + "/isActive", "type", { type: "boolean" });
        errors++;
      }
    }
    if (data.validationSecret !== void 0) {
      let data5 = data.validationSecret;
      if (typeof data5 === "string") {
        if (!pattern5.test(data5)) {
          vErrors = push(vErrors, instancePath + "/validationSecret", "pattern", { pattern: "^(whsec_)?[a-zA-Z0-9+/=]{32,100}$" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/validationSecret", "type", { type: "string" });
        errors++;
      }
    }
    if (data.headers !== void 0) {
      let data6 = data.headers;
      if (Array.isArray(data6)) {
        const len1 = data6.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data7 = data6[i1];
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.key === void 0) {
              vErrors = push(vErrors, instancePath + "/headers/" + i1, "required", { missingProperty: "key" });
              errors++;
            }
            if (data7.value === void 0) {
              vErrors = push(vErrors, instancePath + "/headers/" + i1, "required", { missingProperty: "value" });
              errors++;
            }
            if (data7.key !== void 0) {
              let data8 = data7.key;
              if (typeof data8 !== "string") {
                vErrors = push(vErrors, instancePath + "/headers/" + i1 + "/key", "type", { type: "string" });
                errors++;
              }
              const _errs19 = errors;
              const _errs20 = errors;
              if (typeof data8 === "string") {
                if (!pattern6.test(data8)) {
                  const err20 = {};
                  if (vErrors === null) {
                    vErrors = [err20];
                  } else {
                    vErrors.push(err20);
                  }
                  errors++;
                }
              }
              var valid6 = _errs20 === errors;
              if (valid6) {
                vErrors = push(vErrors, instancePath + "/headers/" + i1 + "/key", "not", {});
                errors++;
              } else {
                errors = _errs19;
                if (vErrors !== null) {
                  if (_errs19) {
                    vErrors.length = _errs19;
                  } else {
                    vErrors = null;
                  }
                }
              }
            }
            if (data7.value !== void 0) {
              if (typeof data7.value !== "string") {
                vErrors = push(vErrors, instancePath + "/headers/" + i1 + "/value", "type", { type: "string" });
                errors++;
              }
            }
          } else {
            vErrors = push(vErrors, instancePath + "/headers/" + i1, "type", { type: "object" });
            errors++;
          }
        }
      } else {
        vErrors = push(vErrors, instancePath + "/headers", "type", { type: "array" });
        errors++;
      }
    }
  } else {
    vErrors = push(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
var push = (list, instancePath, keyword, params) => [...list ?? [], { instancePath, keyword, params }];
var parameters = { "listWebhooks": validator0, "createWebhook": validator1, "getWebhook": validator2, "updateWebhook": validator2, "deleteWebhook": validator2 };
var bodies = { "createWebhook": validator3, "updateWebhook": validator3 };
export {
  bodies,
  parameters
};
