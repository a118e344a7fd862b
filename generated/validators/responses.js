// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
// <stdin>
import { checkLeaves, push } from "./support.js";
var validator0 = validate20;
function validate20(data) {
  ;
  let vErrors = null;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.webhooks !== void 0) {
      let data0 = data.webhooks;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            if (data1.eventTypes !== void 0) {
              let data2 = data1.eventTypes;
              if (Array.isArray(data2)) {
                const len1 = data2.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  if (typeof data2[i1] !== "string") {
                    vErrors = push(vErrors, "/webhooks/" + i0 + "/eventTypes/" + i1, "type", "string");
                  }
                }
              } else {
                vErrors = push(vErrors, "/webhooks/" + i0 + "/eventTypes", "type", "array");
              }
            }
            vErrors = checkLeaves(vErrors, "/webhooks/" + i0, data1, { "id": "string", "name": "string", "url": "string", "isActive": "boolean" }, ["id", "name", "url", "eventTypes", "isActive"]);
          } else {
            vErrors = push(vErrors, "/webhooks/" + i0, "type", "object");
          }
        }
      } else {
        vErrors = push(vErrors, "/webhooks", "type", "array");
      }
    }
    if (data.cursors !== void 0) {
      let data4 = data.cursors;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        vErrors = checkLeaves(vErrors, "/cursors", data4, { "prev": "string", "next": "string" }, []);
      } else {
        vErrors = push(vErrors, "/cursors", "type", "object");
      }
    }
    vErrors = checkLeaves(vErrors, "", data, {}, ["webhooks", "cursors"]);
  } else {
    vErrors = push(vErrors, "", "type", "object");
  }
  validate20.errors = vErrors;
  return !vErrors;
}
var validator1 = validate21;
function validate21(data) {
  ;
  let vErrors = null;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.eventTypes !== void 0) {
      let data0 = data.eventTypes;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data0[i0] !== "string") {
            vErrors = push(vErrors, "/eventTypes/" + i0, "type", "string");
          }
        }
      } else {
        vErrors = push(vErrors, "/eventTypes", "type", "array");
      }
    }
    if (data.headers !== void 0) {
      let data2 = data.headers;
      if (Array.isArray(data2)) {
        const len1 = data2.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data3 = data2[i1];
          if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
            vErrors = checkLeaves(vErrors, "/headers/" + i1, data3, { "key": "string", "value": "string" }, ["key", "value"]);
          } else {
            vErrors = push(vErrors, "/headers/" + i1, "type", "object");
          }
        }
      } else {
        vErrors = push(vErrors, "/headers", "type", "array");
      }
    }
    vErrors = checkLeaves(vErrors, "", data, { "id": "string", "name": "string", "url": "string", "isActive": "boolean", "validationSecret": "string" }, ["id", "name", "url", "eventTypes", "isActive", "validationSecret"]);
  } else {
    vErrors = push(vErrors, "", "type", "object");
  }
  validate21.errors = vErrors;
  return !vErrors;
}
export {
  validator1 as createWebhookResult,
  validator1 as getWebhookResult,
  validator0 as listWebhooksResult,
  validator1 as updateWebhookResult
};
