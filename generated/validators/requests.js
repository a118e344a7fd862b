// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
// <stdin>
import { checkLeaves, push } from "./support.js";
var validator0 = validate20;
var formats0 = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
function validate20(data) {
  ;
  let vErrors = null;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data["app-id"] !== void 0) {
      let data0 = data["app-id"];
      if (typeof data0 === "string") {
        if (!formats0.test(data0)) {
          vErrors = push(vErrors, "/app-id", "format", "uuid");
        }
      }
    }
    if (data.limit !== void 0) {
      let data1 = data.limit;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)))) {
        vErrors = push(vErrors, "/limit", "type", "integer");
      }
      if (typeof data1 == "number") {
        if (data1 < 1 || isNaN(data1)) {
          vErrors = push(vErrors, "/limit", "minimum", 1);
        }
      }
    }
    vErrors = checkLeaves(vErrors, "", data, { "app-id": "string", "cursor": "string", "ascOrder": "boolean", "webhook-id": "string" }, []);
  } else {
    vErrors = push(vErrors, "", "type", "object");
  }
  validate20.errors = vErrors;
  return !vErrors;
}
var validator1 = validate21;
var func1 = (text) => [...text].length;
var pattern4 = /^([a-zA-Z0-9_ ]+)$/u;
var pattern5 = /^(whsec_)?[a-zA-Z0-9+\/=]{32,100}$/u;
var pattern6 = /^(?:x-amz-|x-amzn-|x-google|x-goog-|x-gfe|x-azure-|x-fd-|x-svix-|svix-|user-agent$|keep-alive$|proxy-authenticate$|proxy-authorization$|te$|trailers$|transfer-encoding$|upgrade$|age$|cache-control$|clear-site-data$|expires$|pragma$|warning$|content-length$|content-type$|content-encoding$|content-language$|content-location$)/iu;
var formats2 = /^[a-z][a-z\d+.-]*:(?:\/\/(?:(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*@)?\[[\da-f:.]+])?(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*(?:#(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*)?$/i;
function validate21(data) {
  ;
  let vErrors = null;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func1(data0) < 1) {
          vErrors = push(vErrors, "/name", "minLength", 1);
        }
        if (!pattern4.test(data0)) {
          vErrors = push(vErrors, "/name", "pattern", pattern4.source);
        }
      }
    }
    if (data.url !== void 0) {
      let data1 = data.url;
      if (typeof data1 === "string") {
        if (func1(data1) > 65536) {
          vErrors = push(vErrors, "/url", "maxLength", 65536);
        }
        if (func1(data1) < 1) {
          vErrors = push(vErrors, "/url", "minLength", 1);
        }
        if (!formats2.test(data1)) {
          vErrors = push(vErrors, "/url", "format", "uri");
        }
      }
    }
    if (data.eventTypes !== void 0) {
      let data2 = data.eventTypes;
      if (Array.isArray(data2)) {
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data2[i0] !== "string") {
            vErrors = push(vErrors, "/eventTypes/" + i0, "type", "string");
          }
        }
      } else {
        vErrors = push(vErrors, "/eventTypes", "type", "array");
      }
    }
    if (data.validationSecret !== void 0) {
      let data4 = data.validationSecret;
      if (typeof data4 === "string") {
        if (!pattern5.test(data4)) {
          vErrors = push(vErrors, "/validationSecret", "pattern", pattern5.source);
        }
      }
    }
    if (data.headers !== void 0) {
      let data5 = data.headers;
      if (Array.isArray(data5)) {
        const len1 = data5.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data6 = data5[i1];
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (data6.key !== void 0) {
              let data7 = data6.key;
              if (typeof data7 !== "string" || pattern6.test(data7)) {
                vErrors = push(vErrors, "/headers/" + i1 + "/key", "not");
              }
            }
            vErrors = checkLeaves(vErrors, "/headers/" + i1, data6, { "key": "string", "value": "string" }, ["key", "value"]);
          } else {
            vErrors = push(vErrors, "/headers/" + i1, "type", "object");
          }
        }
      } else {
        vErrors = push(vErrors, "/headers", "type", "array");
      }
    }
    vErrors = checkLeaves(vErrors, "", data, { "name": "string", "url": "string", "isActive": "boolean", "validationSecret": "string" }, ["name", "url", "eventTypes", "isActive", "validationSecret"]);
  } else {
    vErrors = push(vErrors, "", "type", "object");
  }
  validate21.errors = vErrors;
  return !vErrors;
}
export {
  validator1 as createWebhookBody,
  validator0 as createWebhookParameters,
  validator0 as deleteWebhookParameters,
  validator0 as getWebhookParameters,
  validator0 as listWebhooksParameters,
  validator1 as updateWebhookBody,
  validator0 as updateWebhookParameters
};
