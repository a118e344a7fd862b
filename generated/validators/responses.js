// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
// <stdin>
var validator0 = validate20;
function validate20(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.webhooks === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "webhooks" });
      errors++;
    }
    if (data.cursors === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "cursors" });
      errors++;
    }
    if (data.webhooks !== void 0) {
      let data0 = data.webhooks;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            if (data1.id === void 0) {
              vErrors = push(vErrors, instancePath + "/webhooks/" + i0, "required", { missingProperty: "id" });
              errors++;
            }
            if (data1.name === void 0) {
              vErrors = push(vErrors, instancePath + "/webhooks/" + i0, "required", { missingProperty: "name" });
              errors++;
            }
            if (data1.url === void 0) {
              vErrors = push(vErrors, instancePath + "/webhooks/" + i0, "required", { missingProperty: "url" });
              errors++;
            }
            if (data1.eventTypes === void 0) {
              vErrors = push(vErrors, instancePath + "/webhooks/" + i0, "required", { missingProperty: "eventTypes" });
              errors++;
            }
            if (data1.isActive === void 0) {
              vErrors = push(vErrors, instancePath + "/webhooks/" + i0, "required", { missingProperty: "isActive" });
              errors++;
            }
            if (data1.id !== void 0) {
              if (typeof data1.id !== "string") {
                vErrors = push(vErrors, instancePath + "/webhooks/" + i0 + "/id", "type", { type: "string" });
                errors++;
              }
            }
            if (data1.name !== void 0) {
              if (typeof data1.name !== "string") {
                vErrors = push(vErrors, instancePath + "/webhooks/" + i0 + "/name", "type", { type: "string" });
                errors++;
              }
            }
            if (data1.url !== void 0) {
              if (typeof data1.url !== "string") {
                vErrors = push(vErrors, instancePath + "/webhooks/" + i0 + "/url", "type", { type: "string" });
                errors++;
              }
            }
            if (data1.eventTypes !== void 0) {
              let data5 = data1.eventTypes;
              if (Array.isArray(data5)) {
                const len1 = data5.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  if (typeof data5[i1] !== "string") {
                    vErrors = push(vErrors, instancePath + "/webhooks/" + i0 + "/eventTypes/" + i1, "type", { type: "string" });
                    errors++;
                  }
                }
              } else {
                vErrors = push(vErrors, instancePath + "/webhooks/" + i0 + "/eventTypes", "type", { type: "array" });
                errors++;
              }
            }
            if (data1.isActive !== void 0) {
              if (typeof data1.isActive !== "boolean") {
                vErrors = push(vErrors, instancePath + "/webhooks/" + i0 + "/isActive", "type", { type: "boolean" });
                errors++;
              }
            }
          } else {
            vErrors = push(vErrors, instancePath + "/webhooks/" + i0, "type", { type: "object" });
            errors++;
          }
        }
      } else {
        vErrors = push(vErrors, instancePath + "/webhooks", "type", { type: "array" });
        errors++;
      }
    }
    if (data.cursors !== void 0) {
      let data8 = data.cursors;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        if (data8.prev !== void 0) {
          if (typeof data8.prev !== "string") {
            vErrors = push(vErrors, instancePath + "/cursors/prev", "type", { type: "string" });
            errors++;
          }
        }
        if (data8.next !== void 0) {
          if (typeof data8.next !== "string") {
            vErrors = push(vErrors, instancePath + "/cursors/next", "type", { type: "string" });
            errors++;
          }
        }
      } else {
        vErrors = push(vErrors, instancePath + "/cursors", "type", { type: "object" });
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
    if (data.id === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "id" });
      errors++;
    }
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
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        vErrors = push(vErrors, instancePath + "/id", "type", { type: "string" });
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        vErrors = push(vErrors, instancePath + "/name", "type", { type: "string" });
        errors++;
      }
    }
    if (data.url !== void 0) {
      if (typeof data.url !== "string") {
        vErrors = push(vErrors, instancePath + "/url", "type", { type: "string" });
        errors++;
      }
    }
    if (data.eventTypes !== void 0) {
      let data3 = data.eventTypes;
      if (Array.isArray(data3)) {
        const len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data3[i0] !== "string") {
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
  } else {
    vErrors = push(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.validationSecret === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "validationSecret" });
      errors++;
    }
    if (data.validationSecret !== void 0) {
      if (typeof data.validationSecret !== "string") {
        vErrors = push(vErrors, instancePath + "/validationSecret", "type", { type: "string" });
        errors++;
      }
    }
    if (data.headers !== void 0) {
      let data7 = data.headers;
      if (Array.isArray(data7)) {
        const len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data8 = data7[i1];
          if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
            if (data8.key === void 0) {
              vErrors = push(vErrors, instancePath + "/headers/" + i1, "required", { missingProperty: "key" });
              errors++;
            }
            if (data8.value === void 0) {
              vErrors = push(vErrors, instancePath + "/headers/" + i1, "required", { missingProperty: "value" });
              errors++;
            }
            if (data8.key !== void 0) {
              if (typeof data8.key !== "string") {
                vErrors = push(vErrors, instancePath + "/headers/" + i1 + "/key", "type", { type: "string" });
                errors++;
              }
            }
            if (data8.value !== void 0) {
              if (typeof data8.value !== "string") {
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
  validate21.errors = vErrors;
  return errors === 0;
}
var push = (list, instancePath, keyword, params) => [...list ?? [], { instancePath, keyword, params }];
var responses = { "listWebhooks": validator0, "createWebhook": validator1, "getWebhook": validator1, "updateWebhook": validator1 };
export {
  responses
};
