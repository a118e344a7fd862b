// Generated from the OpenAPI document by `npm run generate`. Do not edit.
// node_modules/ajv-formats/src/formats.ts

// <stdin>
var listWebhooksParameters = validate21;
var formats0 = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
function validate21(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path !== void 0) {
      let data0 = data.path;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0["app-id"] !== void 0) {
          let data1 = data0["app-id"];
          if (typeof data1 === "string") {
            if (!formats0.test(data1)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/path/app-id", keyword: "format", params: { format: "uuid" } });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/path/app-id", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
      }
    }
    if (data.query !== void 0) {
      let data2 = data.query;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.cursor !== void 0) {
          if (typeof data2.cursor !== "string") {
            (vErrors ??= []).push({ instancePath: instancePath + "/query/cursor", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
        if (data2.limit !== void 0) {
          let data4 = data2.limit;
          if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)))) {
            (vErrors ??= []).push({ instancePath: instancePath + "/query/limit", keyword: "type", params: { type: "integer" } });
            errors++;
          }
          if (typeof data4 == "number") {
            if (data4 < 1 || isNaN(data4)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/query/limit", keyword: "minimum", params: { comparison: ">=", limit: 1 } });
              errors++;
            }
          }
        }
        if (data2.ascOrder !== void 0) {
          if (typeof data2.ascOrder !== "boolean") {
            (vErrors ??= []).push({ instancePath: instancePath + "/query/ascOrder", keyword: "type", params: { type: "boolean" } });
            errors++;
          }
        }
      }
    }
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var createWebhookParameters = validate22;
function validate22(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path !== void 0) {
      let data0 = data.path;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0["app-id"] !== void 0) {
          let data1 = data0["app-id"];
          if (typeof data1 === "string") {
            if (!formats0.test(data1)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/path/app-id", keyword: "format", params: { format: "uuid" } });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/path/app-id", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
      }
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var createWebhookBody = validate23;
var func1 = (text) => [...text].length;
var pattern4 = new RegExp("^([a-zA-Z0-9_ ]+)$", "u");
var pattern5 = new RegExp("^(whsec_)?[a-zA-Z0-9+/=]{32,100}$", "u");
var pattern6 = /(?:^x-amz-)|(?:^x-amzn-)|(?:^x-google)|(?:^x-goog-)|(?:^x-gfe)|(?:^x-azure-)|(?:^x-fd-)|(?:^x-svix-)|(?:^svix-)|(?:^user-agent$)|(?:^keep-alive$)|(?:^proxy-authenticate$)|(?:^proxy-authorization$)|(?:^te$)|(?:^trailers$)|(?:^transfer-encoding$)|(?:^upgrade$)|(?:^age$)|(?:^cache-control$)|(?:^clear-site-data$)|(?:^expires$)|(?:^pragma$)|(?:^warning$)|(?:^content-length$)|(?:^content-type$)|(?:^content-encoding$)|(?:^content-language$)|(?:^content-location$)/i;
function validate24(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.key === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "key" } });
      errors++;
    }
    if (data.value === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "value" } });
      errors++;
    }
    if (data.key !== void 0) {
      let data0 = data.key;
      if (typeof data0 !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/key", keyword: "type", params: { type: "string" } });
        errors++;
      }
      const _errs4 = errors;
      const _errs5 = errors;
      if (typeof data0 === "string") {
        if (!pattern6.test(data0)) {
          (vErrors ??= []).push({});
          errors++;
        }
      }
      var valid2 = _errs5 === errors;
      if (valid2) {
        (vErrors ??= []).push({ instancePath: instancePath + "/key", keyword: "not", params: {} });
        errors++;
      } else {
        errors = _errs4;
        if (vErrors !== null) {
          if (_errs4) {
            vErrors.length = _errs4;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.value !== void 0) {
      if (typeof data.value !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/value", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
  } else {
    (vErrors ??= []).push({ instancePath, keyword: "type", params: { type: "object" } });
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
function validate23(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "name" } });
      errors++;
    }
    if (data.url === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "url" } });
      errors++;
    }
    if (data.eventTypes === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "eventTypes" } });
      errors++;
    }
    if (data.isActive === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "isActive" } });
      errors++;
    }
    if (data.validationSecret === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "validationSecret" } });
      errors++;
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func1(data0) < 1) {
          (vErrors ??= []).push({ instancePath: instancePath + "/name", keyword: "minLength", params: { limit: 1 } });
          errors++;
        }
        if (!pattern4.test(data0)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/name", keyword: "pattern", params: { pattern: "^([a-zA-Z0-9_ ]+)$" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/name", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.url !== void 0) {
      let data1 = data.url;
      if (typeof data1 === "string") {
        if (func1(data1) > 65536) {
          (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "maxLength", params: { limit: 65536 } });
          errors++;
        }
        if (func1(data1) < 1) {
          (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "minLength", params: { limit: 1 } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.eventTypes !== void 0) {
      let data2 = data.eventTypes;
      if (Array.isArray(data2)) {
        const len0 = data2.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
          if (typeof data2[i0] !== "string") {
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
      let data5 = data.validationSecret;
      if (typeof data5 === "string") {
        if (!pattern5.test(data5)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/validationSecret", keyword: "pattern", params: { pattern: "^(whsec_)?[a-zA-Z0-9+/=]{32,100}$" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/validationSecret", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.headers !== void 0) {
      let data6 = data.headers;
      if (Array.isArray(data6)) {
        const len1 = data6.length, i1start = errors;
for (let i1 = 0; i1 < len1 && errors < i1start + 10; i1++) {
          if (!validate24(data6[i1], { instancePath: instancePath + "/headers/" + i1 })) {
            vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
            errors = vErrors.length;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/headers", keyword: "type", params: { type: "array" } });
        errors++;
      }
    }
  } else {
    (vErrors ??= []).push({ instancePath, keyword: "type", params: { type: "object" } });
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
var getWebhookParameters = validate26;
function validate26(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path !== void 0) {
      let data0 = data.path;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0["app-id"] !== void 0) {
          let data1 = data0["app-id"];
          if (typeof data1 === "string") {
            if (!formats0.test(data1)) {
              (vErrors ??= []).push({ instancePath: instancePath + "/path/app-id", keyword: "format", params: { format: "uuid" } });
              errors++;
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/path/app-id", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
        if (data0["webhook-id"] !== void 0) {
          if (typeof data0["webhook-id"] !== "string") {
            (vErrors ??= []).push({ instancePath: instancePath + "/path/webhook-id", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
      }
    }
  }
  validate26.errors = vErrors;
  return errors === 0;
}

export { createWebhookBody, createWebhookParameters, getWebhookParameters as deleteWebhookParameters, getWebhookParameters, listWebhooksParameters, createWebhookBody as updateWebhookBody, getWebhookParameters as updateWebhookParameters };
