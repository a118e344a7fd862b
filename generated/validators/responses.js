// Generated from the OpenAPI document by `npm run generate`. Do not edit.
// node_modules/ajv-formats/src/formats.ts

// <stdin>
var listWebhooks200 = validate21;
function validate22(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "id" } });
      errors++;
    }
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
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/id", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/name", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.url !== void 0) {
      if (typeof data.url !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.eventTypes !== void 0) {
      let data3 = data.eventTypes;
      if (Array.isArray(data3)) {
        const len0 = data3.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
          if (typeof data3[i0] !== "string") {
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
  } else {
    (vErrors ??= []).push({ instancePath, keyword: "type", params: { type: "object" } });
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
function validate21(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.webhooks === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "webhooks" } });
      errors++;
    }
    if (data.cursors === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "cursors" } });
      errors++;
    }
    if (data.webhooks !== void 0) {
      let data0 = data.webhooks;
      if (Array.isArray(data0)) {
        const len0 = data0.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
          if (!validate22(data0[i0], { instancePath: instancePath + "/webhooks/" + i0 })) {
            vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
            errors = vErrors.length;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/webhooks", keyword: "type", params: { type: "array" } });
        errors++;
      }
    }
    if (data.cursors !== void 0) {
      let data2 = data.cursors;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.prev !== void 0) {
          if (typeof data2.prev !== "string") {
            (vErrors ??= []).push({ instancePath: instancePath + "/cursors/prev", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
        if (data2.next !== void 0) {
          if (typeof data2.next !== "string") {
            (vErrors ??= []).push({ instancePath: instancePath + "/cursors/next", keyword: "type", params: { type: "string" } });
            errors++;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/cursors", keyword: "type", params: { type: "object" } });
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
var createWebhook200 = validate24;
function validate24(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (!validate22(data, { instancePath })) {
    vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
    errors = vErrors.length;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.validationSecret === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "validationSecret" } });
      errors++;
    }
    if (data.validationSecret !== void 0) {
      if (typeof data.validationSecret !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/validationSecret", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.headers !== void 0) {
      let data1 = data.headers;
      if (Array.isArray(data1)) {
        const len0 = data1.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
          let data2 = data1[i0];
          if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
            if (data2.key === void 0) {
              (vErrors ??= []).push({ instancePath: instancePath + "/headers/" + i0, keyword: "required", params: { missingProperty: "key" } });
              errors++;
            }
            if (data2.value === void 0) {
              (vErrors ??= []).push({ instancePath: instancePath + "/headers/" + i0, keyword: "required", params: { missingProperty: "value" } });
              errors++;
            }
            if (data2.key !== void 0) {
              if (typeof data2.key !== "string") {
                (vErrors ??= []).push({ instancePath: instancePath + "/headers/" + i0 + "/key", keyword: "type", params: { type: "string" } });
                errors++;
              }
            }
            if (data2.value !== void 0) {
              if (typeof data2.value !== "string") {
                (vErrors ??= []).push({ instancePath: instancePath + "/headers/" + i0 + "/value", keyword: "type", params: { type: "string" } });
                errors++;
              }
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/headers/" + i0, keyword: "type", params: { type: "object" } });
            errors++;
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
  validate24.errors = vErrors;
  return errors === 0;
}

export { createWebhook200, createWebhook200 as getWebhook200, listWebhooks200, createWebhook200 as updateWebhook202 };
