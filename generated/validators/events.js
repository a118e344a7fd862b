// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
// <stdin>
var validator0 = validate20;
var formats0 = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
var formats2 = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
function validate20(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.eventType === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "eventType" });
      errors++;
    }
    if (data.modelVersion === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "modelVersion" });
      errors++;
    }
    if (data.name === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "name" });
      errors++;
    }
    if (data.projectId === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "projectId" });
      errors++;
    }
    if (data.runtimeVersion === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "runtimeVersion" });
      errors++;
    }
    if (data.uploadTime === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "uploadTime" });
      errors++;
    }
    if (data.uploaderId === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "uploaderId" });
      errors++;
    }
    if (data.eventType !== void 0) {
      let data0 = data.eventType;
      if (typeof data0 !== "string") {
        vErrors = push(vErrors, instancePath + "/eventType", "type", { type: "string" });
        errors++;
      }
      if ("package.uploaded" !== data0) {
        vErrors = push(vErrors, instancePath + "/eventType", "const", { allowedValue: "package.uploaded" });
        errors++;
      }
    }
    if (data.modelVersion !== void 0) {
      if (typeof data.modelVersion !== "string") {
        vErrors = push(vErrors, instancePath + "/modelVersion", "type", { type: "string" });
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        vErrors = push(vErrors, instancePath + "/name", "type", { type: "string" });
        errors++;
      }
    }
    if (data.projectId !== void 0) {
      let data3 = data.projectId;
      if (typeof data3 === "string") {
        if (!formats0.test(data3)) {
          vErrors = push(vErrors, instancePath + "/projectId", "format", { format: "uuid" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/projectId", "type", { type: "string" });
        errors++;
      }
    }
    if (data.runtimeVersion !== void 0) {
      if (typeof data.runtimeVersion !== "string") {
        vErrors = push(vErrors, instancePath + "/runtimeVersion", "type", { type: "string" });
        errors++;
      }
    }
    if (data.uploadTime !== void 0) {
      let data5 = data.uploadTime;
      if (typeof data5 === "string") {
        if (!formats2.test(data5)) {
          vErrors = push(vErrors, instancePath + "/uploadTime", "format", { format: "date-time" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/uploadTime", "type", { type: "string" });
        errors++;
      }
    }
    if (data.uploaderId !== void 0) {
      let data6 = data.uploaderId;
      if (typeof data6 === "string") {
        if (!formats0.test(data6)) {
          vErrors = push(vErrors, instancePath + "/uploaderId", "format", { format: "uuid" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/uploaderId", "type", { type: "string" });
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
var pattern4 = /^[0-9a-f]{40}$/u;
function validate21(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.eventType === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "eventType" });
      errors++;
    }
    if (data.after === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "after" });
      errors++;
    }
    if (data.before === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "before" });
      errors++;
    }
    if (data.userId === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "userId" });
      errors++;
    }
    if (data.branchName === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "branchName" });
      errors++;
    }
    if (data.commits === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "commits" });
      errors++;
    }
    if (data.projectId === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "projectId" });
      errors++;
    }
    if (data.repositoryType === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "repositoryType" });
      errors++;
    }
    if (data.eventType !== void 0) {
      let data0 = data.eventType;
      if (typeof data0 !== "string") {
        vErrors = push(vErrors, instancePath + "/eventType", "type", { type: "string" });
        errors++;
      }
      if ("teamserver.push" !== data0) {
        vErrors = push(vErrors, instancePath + "/eventType", "const", { allowedValue: "teamserver.push" });
        errors++;
      }
    }
    if (data.after !== void 0) {
      let data1 = data.after;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          vErrors = push(vErrors, instancePath + "/after", "pattern", { pattern: "^[0-9a-f]{40}$" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/after", "type", { type: "string" });
        errors++;
      }
    }
    if (data.before !== void 0) {
      let data2 = data.before;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          vErrors = push(vErrors, instancePath + "/before", "pattern", { pattern: "^[0-9a-f]{40}$" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/before", "type", { type: "string" });
        errors++;
      }
    }
    if (data.userId !== void 0) {
      let data3 = data.userId;
      if (typeof data3 === "string") {
        if (!formats0.test(data3)) {
          vErrors = push(vErrors, instancePath + "/userId", "format", { format: "uuid" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/userId", "type", { type: "string" });
        errors++;
      }
    }
    if (data.branchName !== void 0) {
      if (typeof data.branchName !== "string") {
        vErrors = push(vErrors, instancePath + "/branchName", "type", { type: "string" });
        errors++;
      }
    }
    if (data.commits !== void 0) {
      let data5 = data.commits;
      if (Array.isArray(data5)) {
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (data6.id === void 0) {
              vErrors = push(vErrors, instancePath + "/commits/" + i0, "required", { missingProperty: "id" });
              errors++;
            }
            if (data6.authorDate === void 0) {
              vErrors = push(vErrors, instancePath + "/commits/" + i0, "required", { missingProperty: "authorDate" });
              errors++;
            }
            if (data6.authorEmail === void 0) {
              vErrors = push(vErrors, instancePath + "/commits/" + i0, "required", { missingProperty: "authorEmail" });
              errors++;
            }
            if (data6.authorName === void 0) {
              vErrors = push(vErrors, instancePath + "/commits/" + i0, "required", { missingProperty: "authorName" });
              errors++;
            }
            if (data6.mendixVersion === void 0) {
              vErrors = push(vErrors, instancePath + "/commits/" + i0, "required", { missingProperty: "mendixVersion" });
              errors++;
            }
            if (data6.message === void 0) {
              vErrors = push(vErrors, instancePath + "/commits/" + i0, "required", { missingProperty: "message" });
              errors++;
            }
            if (data6.relatedStories === void 0) {
              vErrors = push(vErrors, instancePath + "/commits/" + i0, "required", { missingProperty: "relatedStories" });
              errors++;
            }
            if (data6.id !== void 0) {
              let data7 = data6.id;
              if (typeof data7 === "string") {
                if (!pattern4.test(data7)) {
                  vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/id", "pattern", { pattern: "^[0-9a-f]{40}$" });
                  errors++;
                }
              } else {
                vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/id", "type", { type: "string" });
                errors++;
              }
            }
            if (data6.authorDate !== void 0) {
              let data8 = data6.authorDate;
              if (typeof data8 === "string") {
                if (!formats2.test(data8)) {
                  vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/authorDate", "format", { format: "date-time" });
                  errors++;
                }
              } else {
                vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/authorDate", "type", { type: "string" });
                errors++;
              }
            }
            if (data6.authorEmail !== void 0) {
              if (typeof data6.authorEmail !== "string") {
                vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/authorEmail", "type", { type: "string" });
                errors++;
              }
            }
            if (data6.authorName !== void 0) {
              if (typeof data6.authorName !== "string") {
                vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/authorName", "type", { type: "string" });
                errors++;
              }
            }
            if (data6.mendixVersion !== void 0) {
              if (typeof data6.mendixVersion !== "string") {
                vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/mendixVersion", "type", { type: "string" });
                errors++;
              }
            }
            if (data6.message !== void 0) {
              if (typeof data6.message !== "string") {
                vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/message", "type", { type: "string" });
                errors++;
              }
            }
            if (data6.relatedStories !== void 0) {
              let data13 = data6.relatedStories;
              if (Array.isArray(data13)) {
                const len1 = data13.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  let data14 = data13[i1];
                  if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
                    if (data14.id === void 0) {
                      vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/relatedStories/" + i1, "required", { missingProperty: "id" });
                      errors++;
                    }
                    if (data14.id !== void 0) {
                      if (typeof data14.id !== "string") {
                        vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/relatedStories/" + i1 + "/id", "type", { type: "string" });
                        errors++;
                      }
                    }
                  } else {
                    vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/relatedStories/" + i1, "type", { type: "object" });
                    errors++;
                  }
                }
              } else {
                vErrors = push(vErrors, instancePath + "/commits/" + i0 + "/relatedStories", "type", { type: "array" });
                errors++;
              }
            }
          } else {
            vErrors = push(vErrors, instancePath + "/commits/" + i0, "type", { type: "object" });
            errors++;
          }
        }
      } else {
        vErrors = push(vErrors, instancePath + "/commits", "type", { type: "array" });
        errors++;
      }
    }
    if (data.projectId !== void 0) {
      let data16 = data.projectId;
      if (typeof data16 === "string") {
        if (!formats0.test(data16)) {
          vErrors = push(vErrors, instancePath + "/projectId", "format", { format: "uuid" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/projectId", "type", { type: "string" });
        errors++;
      }
    }
    if (data.repositoryType !== void 0) {
      if (typeof data.repositoryType !== "string") {
        vErrors = push(vErrors, instancePath + "/repositoryType", "type", { type: "string" });
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
var schema33 = { "type": "object", "required": ["app_name", "environment", "environment_id", "id", "message", "service", "severity", "timestamp", "url"], "properties": { "app_name": { "type": "string" }, "environment": { "type": "string" }, "environment_id": { "type": "string" }, "id": { "type": "string" }, "message": { "type": "string" }, "service": { "type": "string" }, "severity": { "type": "string", "enum": ["Ok", "Warning", "Critical", "Recovery"] }, "timestamp": { "type": "string", "format": "date-time" }, "url": { "type": "string" } }, "$id": "validator2" };
function validate22(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.app_name === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "app_name" });
      errors++;
    }
    if (data.environment === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "environment" });
      errors++;
    }
    if (data.environment_id === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "environment_id" });
      errors++;
    }
    if (data.id === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "id" });
      errors++;
    }
    if (data.message === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "message" });
      errors++;
    }
    if (data.service === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "service" });
      errors++;
    }
    if (data.severity === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "severity" });
      errors++;
    }
    if (data.timestamp === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "timestamp" });
      errors++;
    }
    if (data.url === void 0) {
      vErrors = push(vErrors, instancePath, "required", { missingProperty: "url" });
      errors++;
    }
    if (data.app_name !== void 0) {
      if (typeof data.app_name !== "string") {
        vErrors = push(vErrors, instancePath + "/app_name", "type", { type: "string" });
        errors++;
      }
    }
    if (data.environment !== void 0) {
      if (typeof data.environment !== "string") {
        vErrors = push(vErrors, instancePath + "/environment", "type", { type: "string" });
        errors++;
      }
    }
    if (data.environment_id !== void 0) {
      if (typeof data.environment_id !== "string") {
        vErrors = push(vErrors, instancePath + "/environment_id", "type", { type: "string" });
        errors++;
      }
    }
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        vErrors = push(vErrors, instancePath + "/id", "type", { type: "string" });
        errors++;
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        vErrors = push(vErrors, instancePath + "/message", "type", { type: "string" });
        errors++;
      }
    }
    if (data.service !== void 0) {
      if (typeof data.service !== "string") {
        vErrors = push(vErrors, instancePath + "/service", "type", { type: "string" });
        errors++;
      }
    }
    if (data.severity !== void 0) {
      let data6 = data.severity;
      if (typeof data6 !== "string") {
        vErrors = push(vErrors, instancePath + "/severity", "type", { type: "string" });
        errors++;
      }
      if (!(data6 === "Ok" || data6 === "Warning" || data6 === "Critical" || data6 === "Recovery")) {
        vErrors = push(vErrors, instancePath + "/severity", "enum", { allowedValues: schema33.properties.severity.enum });
        errors++;
      }
    }
    if (data.timestamp !== void 0) {
      let data7 = data.timestamp;
      if (typeof data7 === "string") {
        if (!formats2.test(data7)) {
          vErrors = push(vErrors, instancePath + "/timestamp", "format", { format: "date-time" });
          errors++;
        }
      } else {
        vErrors = push(vErrors, instancePath + "/timestamp", "type", { type: "string" });
        errors++;
      }
    }
    if (data.url !== void 0) {
      if (typeof data.url !== "string") {
        vErrors = push(vErrors, instancePath + "/url", "type", { type: "string" });
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
var push = (list, instancePath, keyword, params) => [...list ?? [], { instancePath, keyword, params }];
var events = { "package.uploaded": validator0, "teamserver.push": validator1, "alert": validator2 };
export {
  events
};
