// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
// <stdin>
import { checkLeaves, push } from "./support.js";
var validator0 = validate20;
var formats0 = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
var formats2 = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
function validate20(data) {
  ;
  let vErrors = null;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.eventType !== void 0) {
      if ("package.uploaded" !== data.eventType) {
        vErrors = push(vErrors, "/eventType", "const", "package.uploaded");
      }
    }
    if (data.projectId !== void 0) {
      let data1 = data.projectId;
      if (typeof data1 === "string") {
        if (!formats0.test(data1)) {
          vErrors = push(vErrors, "/projectId", "format", "uuid");
        }
      }
    }
    if (data.uploadTime !== void 0) {
      let data2 = data.uploadTime;
      if (typeof data2 === "string") {
        if (!formats2.test(data2)) {
          vErrors = push(vErrors, "/uploadTime", "format", "date-time");
        }
      }
    }
    if (data.uploaderId !== void 0) {
      let data3 = data.uploaderId;
      if (typeof data3 === "string") {
        if (!formats0.test(data3)) {
          vErrors = push(vErrors, "/uploaderId", "format", "uuid");
        }
      }
    }
    vErrors = checkLeaves(vErrors, "", data, { "eventType": "string", "modelVersion": "string", "name": "string", "projectId": "string", "runtimeVersion": "string", "uploadTime": "string", "uploaderId": "string" }, ["eventType", "modelVersion", "name", "projectId", "runtimeVersion", "uploadTime", "uploaderId"]);
  } else {
    vErrors = push(vErrors, "", "type", "object");
  }
  validate20.errors = vErrors;
  return !vErrors;
}
var validator1 = validate21;
var pattern4 = /^[0-9a-f]{40}$/u;
function validate21(data) {
  ;
  let vErrors = null;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.eventType !== void 0) {
      if ("teamserver.push" !== data.eventType) {
        vErrors = push(vErrors, "/eventType", "const", "teamserver.push");
      }
    }
    if (data.after !== void 0) {
      let data1 = data.after;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          vErrors = push(vErrors, "/after", "pattern", pattern4.source);
        }
      }
    }
    if (data.before !== void 0) {
      let data2 = data.before;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          vErrors = push(vErrors, "/before", "pattern", pattern4.source);
        }
      }
    }
    if (data.userId !== void 0) {
      let data3 = data.userId;
      if (typeof data3 === "string") {
        if (!formats0.test(data3)) {
          vErrors = push(vErrors, "/userId", "format", "uuid");
        }
      }
    }
    if (data.commits !== void 0) {
      let data4 = data.commits;
      if (Array.isArray(data4)) {
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.id !== void 0) {
              let data6 = data5.id;
              if (typeof data6 === "string") {
                if (!pattern4.test(data6)) {
                  vErrors = push(vErrors, "/commits/" + i0 + "/id", "pattern", pattern4.source);
                }
              }
            }
            if (data5.authorDate !== void 0) {
              let data7 = data5.authorDate;
              if (typeof data7 === "string") {
                if (!formats2.test(data7)) {
                  vErrors = push(vErrors, "/commits/" + i0 + "/authorDate", "format", "date-time");
                }
              }
            }
            if (data5.relatedStories !== void 0) {
              let data8 = data5.relatedStories;
              if (Array.isArray(data8)) {
                const len1 = data8.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  let data9 = data8[i1];
                  if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
                    vErrors = checkLeaves(vErrors, "/commits/" + i0 + "/relatedStories/" + i1, data9, { "id": "string" }, ["id"]);
                  } else {
                    vErrors = push(vErrors, "/commits/" + i0 + "/relatedStories/" + i1, "type", "object");
                  }
                }
              } else {
                vErrors = push(vErrors, "/commits/" + i0 + "/relatedStories", "type", "array");
              }
            }
            vErrors = checkLeaves(vErrors, "/commits/" + i0, data5, { "id": "string", "authorDate": "string", "authorEmail": "string", "authorName": "string", "mendixVersion": "string", "message": "string" }, ["id", "authorDate", "authorEmail", "authorName", "mendixVersion", "message", "relatedStories"]);
          } else {
            vErrors = push(vErrors, "/commits/" + i0, "type", "object");
          }
        }
      } else {
        vErrors = push(vErrors, "/commits", "type", "array");
      }
    }
    if (data.projectId !== void 0) {
      let data10 = data.projectId;
      if (typeof data10 === "string") {
        if (!formats0.test(data10)) {
          vErrors = push(vErrors, "/projectId", "format", "uuid");
        }
      }
    }
    vErrors = checkLeaves(vErrors, "", data, { "eventType": "string", "after": "string", "before": "string", "userId": "string", "branchName": "string", "projectId": "string", "repositoryType": "string" }, ["eventType", "after", "before", "userId", "branchName", "commits", "projectId", "repositoryType"]);
  } else {
    vErrors = push(vErrors, "", "type", "object");
  }
  validate21.errors = vErrors;
  return !vErrors;
}
var validator2 = validate22;
var schema33 = { "type": "object", "properties": { "severity": { "enum": ["Ok", "Warning", "Critical", "Recovery"] }, "timestamp": { "format": "date-time" } }, "leaves": { "types": { "app_name": "string", "environment": "string", "environment_id": "string", "id": "string", "message": "string", "service": "string", "severity": "string", "timestamp": "string", "url": "string" }, "required": ["app_name", "environment", "environment_id", "id", "message", "service", "severity", "timestamp", "url"] }, "$id": "validator2" };
function validate22(data) {
  ;
  let vErrors = null;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.severity !== void 0) {
      let data0 = data.severity;
      if (!(data0 === "Ok" || data0 === "Warning" || data0 === "Critical" || data0 === "Recovery")) {
        vErrors = push(vErrors, "/severity", "enum", schema33.properties.severity.enum);
      }
    }
    if (data.timestamp !== void 0) {
      let data1 = data.timestamp;
      if (typeof data1 === "string") {
        if (!formats2.test(data1)) {
          vErrors = push(vErrors, "/timestamp", "format", "date-time");
        }
      }
    }
    vErrors = checkLeaves(vErrors, "", data, { "app_name": "string", "environment": "string", "environment_id": "string", "id": "string", "message": "string", "service": "string", "severity": "string", "timestamp": "string", "url": "string" }, ["app_name", "environment", "environment_id", "id", "message", "service", "severity", "timestamp", "url"]);
  } else {
    vErrors = push(vErrors, "", "type", "object");
  }
  validate22.errors = vErrors;
  return !vErrors;
}
export {
  validator2 as deliverAlertBody,
  validator0 as deliverPackageUploadedBody,
  validator1 as deliverTeamServerPushBody
};
