// Generated from the OpenAPI document by `npm run generate`. Do not edit.
// node_modules/ajv-formats/src/formats.ts
function fmtDef(validate, compare) {
  return { validate, compare };
}
var fullFormats = {
  "date-time": fmtDef(getDateTime(true), compareDateTime)};
function isLeapYear(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
var DATE = /^(\d\d\d\d)-(\d\d)-(\d\d)$/;
var DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function date(str) {
  const matches = DATE.exec(str);
  if (!matches) return false;
  const year = +matches[1];
  const month = +matches[2];
  const day = +matches[3];
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeapYear(year) ? 29 : DAYS[month]);
}
var TIME = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
function getTime(strictTimeZone) {
  return function time(str) {
    const matches = TIME.exec(str);
    if (!matches) return false;
    const hr = +matches[1];
    const min = +matches[2];
    const sec = +matches[3];
    const tz = matches[4];
    const tzSign = matches[5] === "-" ? -1 : 1;
    const tzH = +(matches[6] || 0);
    const tzM = +(matches[7] || 0);
    if (tzH > 23 || tzM > 59 || strictTimeZone && !tz) return false;
    if (hr <= 23 && min <= 59 && sec < 60) return true;
    const utcMin = min - tzM * tzSign;
    const utcHr = hr - tzH * tzSign - (utcMin < 0 ? 1 : 0);
    return (utcHr === 23 || utcHr === -1) && (utcMin === 59 || utcMin === -1) && sec < 61;
  };
}
var DATE_TIME_SEPARATOR = /t|\s/i;
function getDateTime(strictTimeZone) {
  const time = getTime(strictTimeZone);
  return function date_time(str) {
    const dateTime = str.split(DATE_TIME_SEPARATOR);
    return dateTime.length === 2 && date(dateTime[0]) && time(dateTime[1]);
  };
}
function compareDateTime(dt1, dt2) {
  if (!(dt1 && dt2)) return void 0;
  const d1 = new Date(dt1).valueOf();
  const d2 = new Date(dt2).valueOf();
  if (!(d1 && d2)) return void 0;
  return d1 - d2;
}

// <stdin>
var deliverPackageUploadedBody = validate21;
var formats0 = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
var formats2 = fullFormats["date-time"];
function validate21(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.eventType === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "eventType" } });
      errors++;
    }
    if (data.modelVersion === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "modelVersion" } });
      errors++;
    }
    if (data.name === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "name" } });
      errors++;
    }
    if (data.projectId === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "projectId" } });
      errors++;
    }
    if (data.runtimeVersion === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "runtimeVersion" } });
      errors++;
    }
    if (data.uploadTime === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "uploadTime" } });
      errors++;
    }
    if (data.uploaderId === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "uploaderId" } });
      errors++;
    }
    if (data.eventType !== void 0) {
      let data0 = data.eventType;
      if (typeof data0 !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/eventType", keyword: "type", params: { type: "string" } });
        errors++;
      }
      if ("package.uploaded" !== data0) {
        (vErrors ??= []).push({ instancePath: instancePath + "/eventType", keyword: "const", params: { allowedValue: "package.uploaded" } });
        errors++;
      }
    }
    if (data.modelVersion !== void 0) {
      if (typeof data.modelVersion !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/modelVersion", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/name", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.projectId !== void 0) {
      let data3 = data.projectId;
      if (typeof data3 === "string") {
        if (!formats0.test(data3)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/projectId", keyword: "format", params: { format: "uuid" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/projectId", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.runtimeVersion !== void 0) {
      if (typeof data.runtimeVersion !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/runtimeVersion", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.uploadTime !== void 0) {
      let data5 = data.uploadTime;
      if (typeof data5 === "string") {
        if (!formats2.validate(data5)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/uploadTime", keyword: "format", params: { format: "date-time" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/uploadTime", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.uploaderId !== void 0) {
      let data6 = data.uploaderId;
      if (typeof data6 === "string") {
        if (!formats0.test(data6)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/uploaderId", keyword: "format", params: { format: "uuid" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/uploaderId", keyword: "type", params: { type: "string" } });
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
var deliverTeamServerPushBody = validate22;
var pattern4 = new RegExp("^[0-9a-f]{40}$", "u");
function validate23(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "id" } });
      errors++;
    }
    if (data.authorDate === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "authorDate" } });
      errors++;
    }
    if (data.authorEmail === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "authorEmail" } });
      errors++;
    }
    if (data.authorName === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "authorName" } });
      errors++;
    }
    if (data.mendixVersion === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "mendixVersion" } });
      errors++;
    }
    if (data.message === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "message" } });
      errors++;
    }
    if (data.relatedStories === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "relatedStories" } });
      errors++;
    }
    if (data.id !== void 0) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/id", keyword: "pattern", params: { pattern: "^[0-9a-f]{40}$" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/id", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.authorDate !== void 0) {
      let data1 = data.authorDate;
      if (typeof data1 === "string") {
        if (!formats2.validate(data1)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/authorDate", keyword: "format", params: { format: "date-time" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/authorDate", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.authorEmail !== void 0) {
      if (typeof data.authorEmail !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/authorEmail", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.authorName !== void 0) {
      if (typeof data.authorName !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/authorName", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.mendixVersion !== void 0) {
      if (typeof data.mendixVersion !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/mendixVersion", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/message", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.relatedStories !== void 0) {
      let data6 = data.relatedStories;
      if (Array.isArray(data6)) {
        const len0 = data6.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
          let data7 = data6[i0];
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.id === void 0) {
              (vErrors ??= []).push({ instancePath: instancePath + "/relatedStories/" + i0, keyword: "required", params: { missingProperty: "id" } });
              errors++;
            }
            if (data7.id !== void 0) {
              if (typeof data7.id !== "string") {
                (vErrors ??= []).push({ instancePath: instancePath + "/relatedStories/" + i0 + "/id", keyword: "type", params: { type: "string" } });
                errors++;
              }
            }
          } else {
            (vErrors ??= []).push({ instancePath: instancePath + "/relatedStories/" + i0, keyword: "type", params: { type: "object" } });
            errors++;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/relatedStories", keyword: "type", params: { type: "array" } });
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
function validate22(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.eventType === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "eventType" } });
      errors++;
    }
    if (data.after === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "after" } });
      errors++;
    }
    if (data.before === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "before" } });
      errors++;
    }
    if (data.branchName === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "branchName" } });
      errors++;
    }
    if (data.commits === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "commits" } });
      errors++;
    }
    if (data.projectId === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "projectId" } });
      errors++;
    }
    if (data.repositoryType === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "repositoryType" } });
      errors++;
    }
    if (data.eventType !== void 0) {
      let data0 = data.eventType;
      if (typeof data0 !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/eventType", keyword: "type", params: { type: "string" } });
        errors++;
      }
      if ("teamserver.push" !== data0) {
        (vErrors ??= []).push({ instancePath: instancePath + "/eventType", keyword: "const", params: { allowedValue: "teamserver.push" } });
        errors++;
      }
    }
    if (data.after !== void 0) {
      let data1 = data.after;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/after", keyword: "pattern", params: { pattern: "^[0-9a-f]{40}$" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/after", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.before !== void 0) {
      let data2 = data.before;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/before", keyword: "pattern", params: { pattern: "^[0-9a-f]{40}$" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/before", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.userId !== void 0) {
      let data3 = data.userId;
      if (typeof data3 === "string") {
        if (!formats0.test(data3)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/userId", keyword: "format", params: { format: "uuid" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/userId", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.branchName !== void 0) {
      if (typeof data.branchName !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/branchName", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.commits !== void 0) {
      let data5 = data.commits;
      if (Array.isArray(data5)) {
        const len0 = data5.length, i0start = errors;
for (let i0 = 0; i0 < len0 && errors < i0start + 10; i0++) {
          if (!validate23(data5[i0], { instancePath: instancePath + "/commits/" + i0 })) {
            vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
            errors = vErrors.length;
          }
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/commits", keyword: "type", params: { type: "array" } });
        errors++;
      }
    }
    if (data.projectId !== void 0) {
      let data7 = data.projectId;
      if (typeof data7 === "string") {
        if (!formats0.test(data7)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/projectId", keyword: "format", params: { format: "uuid" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/projectId", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.repositoryType !== void 0) {
      if (typeof data.repositoryType !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/repositoryType", keyword: "type", params: { type: "string" } });
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
var deliverAlertBody = validate25;
var schema39 = { "properties": { "severity": { "enum": ["Ok", "Warning", "Critical", "Recovery"] }} };
function validate25(data, { instancePath = "" } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.app_name === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "app_name" } });
      errors++;
    }
    if (data.environment === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "environment" } });
      errors++;
    }
    if (data.environment_id === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "environment_id" } });
      errors++;
    }
    if (data.id === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "id" } });
      errors++;
    }
    if (data.message === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "message" } });
      errors++;
    }
    if (data.service === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "service" } });
      errors++;
    }
    if (data.severity === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "severity" } });
      errors++;
    }
    if (data.timestamp === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "timestamp" } });
      errors++;
    }
    if (data.url === void 0) {
      (vErrors ??= []).push({ instancePath, keyword: "required", params: { missingProperty: "url" } });
      errors++;
    }
    if (data.app_name !== void 0) {
      if (typeof data.app_name !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/app_name", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.environment !== void 0) {
      if (typeof data.environment !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/environment", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.environment_id !== void 0) {
      if (typeof data.environment_id !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/environment_id", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/id", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/message", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.service !== void 0) {
      if (typeof data.service !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/service", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.severity !== void 0) {
      let data6 = data.severity;
      if (typeof data6 !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/severity", keyword: "type", params: { type: "string" } });
        errors++;
      }
      if (!(data6 === "Ok" || data6 === "Warning" || data6 === "Critical" || data6 === "Recovery")) {
        (vErrors ??= []).push({ instancePath: instancePath + "/severity", keyword: "enum", params: { allowedValues: schema39.properties.severity.enum } });
        errors++;
      }
    }
    if (data.timestamp !== void 0) {
      let data7 = data.timestamp;
      if (typeof data7 === "string") {
        if (!formats2.validate(data7)) {
          (vErrors ??= []).push({ instancePath: instancePath + "/timestamp", keyword: "format", params: { format: "date-time" } });
          errors++;
        }
      } else {
        (vErrors ??= []).push({ instancePath: instancePath + "/timestamp", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
    if (data.url !== void 0) {
      if (typeof data.url !== "string") {
        (vErrors ??= []).push({ instancePath: instancePath + "/url", keyword: "type", params: { type: "string" } });
        errors++;
      }
    }
  } else {
    (vErrors ??= []).push({ instancePath, keyword: "type", params: { type: "object" } });
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}

export { deliverAlertBody, deliverPackageUploadedBody, deliverTeamServerPushBody };
