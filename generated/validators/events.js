// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
// <stdin>
var schema0 = validate52;
var formats0 = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
var formats2 = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.eventType === void 0 && (missing0 = "eventType") || data.modelVersion === void 0 && (missing0 = "modelVersion") || data.name === void 0 && (missing0 = "name") || data.projectId === void 0 && (missing0 = "projectId") || data.runtimeVersion === void 0 && (missing0 = "runtimeVersion") || data.uploadTime === void 0 && (missing0 = "uploadTime") || data.uploaderId === void 0 && (missing0 = "uploaderId")) {
        validate54.errors = [{ instancePath, keyword: "required", params: { missingProperty: missing0 } }];
        return false;
      } else {
        if (data.eventType !== void 0) {
          let data0 = data.eventType;
          const _errs1 = errors;
          if (typeof data0 !== "string") {
            validate54.errors = [{ instancePath: instancePath + "/eventType", keyword: "type", params: { type: "string" } }];
            return false;
          }
          if ("package.uploaded" !== data0) {
            validate54.errors = [{ instancePath: instancePath + "/eventType", keyword: "const", params: { allowedValue: "package.uploaded" } }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.modelVersion !== void 0) {
            const _errs3 = errors;
            if (typeof data.modelVersion !== "string") {
              validate54.errors = [{ instancePath: instancePath + "/modelVersion", keyword: "type", params: { type: "string" } }];
              return false;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.name !== void 0) {
              const _errs5 = errors;
              if (typeof data.name !== "string") {
                validate54.errors = [{ instancePath: instancePath + "/name", keyword: "type", params: { type: "string" } }];
                return false;
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.projectId !== void 0) {
                let data3 = data.projectId;
                const _errs7 = errors;
                if (errors === _errs7) {
                  if (errors === _errs7) {
                    if (typeof data3 === "string") {
                      if (!formats0.test(data3)) {
                        validate54.errors = [{ instancePath: instancePath + "/projectId", keyword: "format", params: { format: "uuid" } }];
                        return false;
                      }
                    } else {
                      validate54.errors = [{ instancePath: instancePath + "/projectId", keyword: "type", params: { type: "string" } }];
                      return false;
                    }
                  }
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.runtimeVersion !== void 0) {
                  const _errs9 = errors;
                  if (typeof data.runtimeVersion !== "string") {
                    validate54.errors = [{ instancePath: instancePath + "/runtimeVersion", keyword: "type", params: { type: "string" } }];
                    return false;
                  }
                  var valid0 = _errs9 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.uploadTime !== void 0) {
                    let data5 = data.uploadTime;
                    const _errs11 = errors;
                    if (errors === _errs11) {
                      if (errors === _errs11) {
                        if (typeof data5 === "string") {
                          if (!formats2.test(data5)) {
                            validate54.errors = [{ instancePath: instancePath + "/uploadTime", keyword: "format", params: { format: "date-time" } }];
                            return false;
                          }
                        } else {
                          validate54.errors = [{ instancePath: instancePath + "/uploadTime", keyword: "type", params: { type: "string" } }];
                          return false;
                        }
                      }
                    }
                    var valid0 = _errs11 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.uploaderId !== void 0) {
                      let data6 = data.uploaderId;
                      const _errs13 = errors;
                      if (errors === _errs13) {
                        if (errors === _errs13) {
                          if (typeof data6 === "string") {
                            if (!formats0.test(data6)) {
                              validate54.errors = [{ instancePath: instancePath + "/uploaderId", keyword: "format", params: { format: "uuid" } }];
                              return false;
                            }
                          } else {
                            validate54.errors = [{ instancePath: instancePath + "/uploaderId", keyword: "type", params: { type: "string" } }];
                            return false;
                          }
                        }
                      }
                      var valid0 = _errs13 === errors;
                    } else {
                      var valid0 = true;
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate54.errors = [{ instancePath, keyword: "type", params: { type: "object" } }];
      return false;
    }
  }
  validate54.errors = vErrors;
  return errors === 0;
}
function validate52(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!validate54(data, { instancePath, parentData, parentDataProperty, rootData })) {
    vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
    errors = vErrors.length;
  }
  validate52.errors = vErrors;
  return errors === 0;
}
var schema1 = validate56;
var pattern3 = new RegExp("^[0-9a-f]{40}$", "u");
function validate58(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (typeof data === "string") {
      if (!pattern3.test(data)) {
        validate58.errors = [{ instancePath, keyword: "pattern", params: { pattern: "^[0-9a-f]{40}$" } }];
        return false;
      }
    } else {
      validate58.errors = [{ instancePath, keyword: "type", params: { type: "string" } }];
      return false;
    }
  }
  validate58.errors = vErrors;
  return errors === 0;
}
function validate63(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.id === void 0 && (missing0 = "id")) {
        validate63.errors = [{ instancePath, keyword: "required", params: { missingProperty: missing0 } }];
        return false;
      } else {
        if (data.id !== void 0) {
          if (typeof data.id !== "string") {
            validate63.errors = [{ instancePath: instancePath + "/id", keyword: "type", params: { type: "string" } }];
            return false;
          }
        }
      }
    } else {
      validate63.errors = [{ instancePath, keyword: "type", params: { type: "object" } }];
      return false;
    }
  }
  validate63.errors = vErrors;
  return errors === 0;
}
function validate61(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.id === void 0 && (missing0 = "id") || data.authorDate === void 0 && (missing0 = "authorDate") || data.authorEmail === void 0 && (missing0 = "authorEmail") || data.authorName === void 0 && (missing0 = "authorName") || data.mendixVersion === void 0 && (missing0 = "mendixVersion") || data.message === void 0 && (missing0 = "message") || data.relatedStories === void 0 && (missing0 = "relatedStories")) {
        validate61.errors = [{ instancePath, keyword: "required", params: { missingProperty: missing0 } }];
        return false;
      } else {
        if (data.id !== void 0) {
          const _errs1 = errors;
          if (!validate58(data.id, { instancePath: instancePath + "/id", parentData: data, parentDataProperty: "id", rootData })) {
            vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
            errors = vErrors.length;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.authorDate !== void 0) {
            let data1 = data.authorDate;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (errors === _errs2) {
                if (typeof data1 === "string") {
                  if (!formats2.test(data1)) {
                    validate61.errors = [{ instancePath: instancePath + "/authorDate", keyword: "format", params: { format: "date-time" } }];
                    return false;
                  }
                } else {
                  validate61.errors = [{ instancePath: instancePath + "/authorDate", keyword: "type", params: { type: "string" } }];
                  return false;
                }
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.authorEmail !== void 0) {
              const _errs4 = errors;
              if (typeof data.authorEmail !== "string") {
                validate61.errors = [{ instancePath: instancePath + "/authorEmail", keyword: "type", params: { type: "string" } }];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.authorName !== void 0) {
                const _errs6 = errors;
                if (typeof data.authorName !== "string") {
                  validate61.errors = [{ instancePath: instancePath + "/authorName", keyword: "type", params: { type: "string" } }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.mendixVersion !== void 0) {
                  const _errs8 = errors;
                  if (typeof data.mendixVersion !== "string") {
                    validate61.errors = [{ instancePath: instancePath + "/mendixVersion", keyword: "type", params: { type: "string" } }];
                    return false;
                  }
                  var valid0 = _errs8 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.message !== void 0) {
                    const _errs10 = errors;
                    if (typeof data.message !== "string") {
                      validate61.errors = [{ instancePath: instancePath + "/message", keyword: "type", params: { type: "string" } }];
                      return false;
                    }
                    var valid0 = _errs10 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.relatedStories !== void 0) {
                      let data6 = data.relatedStories;
                      const _errs12 = errors;
                      if (errors === _errs12) {
                        if (Array.isArray(data6)) {
                          var valid1 = true;
                          const len0 = data6.length;
                          for (let i0 = 0; i0 < len0; i0++) {
                            const _errs14 = errors;
                            if (!validate63(data6[i0], { instancePath: instancePath + "/relatedStories/" + i0, parentData: data6, parentDataProperty: i0, rootData })) {
                              vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
                              errors = vErrors.length;
                            }
                            var valid1 = _errs14 === errors;
                            if (!valid1) {
                              break;
                            }
                          }
                        } else {
                          validate61.errors = [{ instancePath: instancePath + "/relatedStories", keyword: "type", params: { type: "array" } }];
                          return false;
                        }
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate61.errors = [{ instancePath, keyword: "type", params: { type: "object" } }];
      return false;
    }
  }
  validate61.errors = vErrors;
  return errors === 0;
}
function validate57(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.eventType === void 0 && (missing0 = "eventType") || data.after === void 0 && (missing0 = "after") || data.before === void 0 && (missing0 = "before") || data.userId === void 0 && (missing0 = "userId") || data.branchName === void 0 && (missing0 = "branchName") || data.commits === void 0 && (missing0 = "commits") || data.projectId === void 0 && (missing0 = "projectId") || data.repositoryType === void 0 && (missing0 = "repositoryType")) {
        validate57.errors = [{ instancePath, keyword: "required", params: { missingProperty: missing0 } }];
        return false;
      } else {
        if (data.eventType !== void 0) {
          let data0 = data.eventType;
          const _errs1 = errors;
          if (typeof data0 !== "string") {
            validate57.errors = [{ instancePath: instancePath + "/eventType", keyword: "type", params: { type: "string" } }];
            return false;
          }
          if ("teamserver.push" !== data0) {
            validate57.errors = [{ instancePath: instancePath + "/eventType", keyword: "const", params: { allowedValue: "teamserver.push" } }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.after !== void 0) {
            const _errs3 = errors;
            if (!validate58(data.after, { instancePath: instancePath + "/after", parentData: data, parentDataProperty: "after", rootData })) {
              vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.before !== void 0) {
              const _errs4 = errors;
              if (!validate58(data.before, { instancePath: instancePath + "/before", parentData: data, parentDataProperty: "before", rootData })) {
                vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
                errors = vErrors.length;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.userId !== void 0) {
                let data3 = data.userId;
                const _errs5 = errors;
                if (errors === _errs5) {
                  if (errors === _errs5) {
                    if (typeof data3 === "string") {
                      if (!formats0.test(data3)) {
                        validate57.errors = [{ instancePath: instancePath + "/userId", keyword: "format", params: { format: "uuid" } }];
                        return false;
                      }
                    } else {
                      validate57.errors = [{ instancePath: instancePath + "/userId", keyword: "type", params: { type: "string" } }];
                      return false;
                    }
                  }
                }
                var valid0 = _errs5 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.branchName !== void 0) {
                  const _errs7 = errors;
                  if (typeof data.branchName !== "string") {
                    validate57.errors = [{ instancePath: instancePath + "/branchName", keyword: "type", params: { type: "string" } }];
                    return false;
                  }
                  var valid0 = _errs7 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.commits !== void 0) {
                    let data5 = data.commits;
                    const _errs9 = errors;
                    if (errors === _errs9) {
                      if (Array.isArray(data5)) {
                        var valid1 = true;
                        const len0 = data5.length;
                        for (let i0 = 0; i0 < len0; i0++) {
                          const _errs11 = errors;
                          if (!validate61(data5[i0], { instancePath: instancePath + "/commits/" + i0, parentData: data5, parentDataProperty: i0, rootData })) {
                            vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
                            errors = vErrors.length;
                          }
                          var valid1 = _errs11 === errors;
                          if (!valid1) {
                            break;
                          }
                        }
                      } else {
                        validate57.errors = [{ instancePath: instancePath + "/commits", keyword: "type", params: { type: "array" } }];
                        return false;
                      }
                    }
                    var valid0 = _errs9 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.projectId !== void 0) {
                      let data7 = data.projectId;
                      const _errs12 = errors;
                      if (errors === _errs12) {
                        if (errors === _errs12) {
                          if (typeof data7 === "string") {
                            if (!formats0.test(data7)) {
                              validate57.errors = [{ instancePath: instancePath + "/projectId", keyword: "format", params: { format: "uuid" } }];
                              return false;
                            }
                          } else {
                            validate57.errors = [{ instancePath: instancePath + "/projectId", keyword: "type", params: { type: "string" } }];
                            return false;
                          }
                        }
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.repositoryType !== void 0) {
                        const _errs14 = errors;
                        if (typeof data.repositoryType !== "string") {
                          validate57.errors = [{ instancePath: instancePath + "/repositoryType", keyword: "type", params: { type: "string" } }];
                          return false;
                        }
                        var valid0 = _errs14 === errors;
                      } else {
                        var valid0 = true;
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate57.errors = [{ instancePath, keyword: "type", params: { type: "object" } }];
      return false;
    }
  }
  validate57.errors = vErrors;
  return errors === 0;
}
function validate56(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!validate57(data, { instancePath, parentData, parentDataProperty, rootData })) {
    vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors);
    errors = vErrors.length;
  }
  validate56.errors = vErrors;
  return errors === 0;
}
var schema2 = validate67;
var schema28 = { "type": "object", "description": "The state of a monitored environment changed.", "required": ["app_name", "environment", "environment_id", "id", "message", "service", "severity", "timestamp", "url"], "properties": { "app_name": { "type": "string", "description": "The app's name, for people.", "examples": ["Invoicing"] }, "environment": { "type": "string", "description": "The environment's name, for people.", "examples": ["Production"] }, "environment_id": { "type": "string", "description": "The environment's id.", "examples": ["5f0c1e4e-8a53-4b9c-9f6b-3f9c1d1f8f0a"] }, "id": { "type": "string", "description": "The alert's id.", "examples": ["b7a9c0d2-5f5e-4c53-9a0e-6f1f0b8c7d21"] }, "message": { "type": "string", "description": "What happened, for people.", "examples": ["The application is not responding"] }, "service": { "type": "string", "description": "What is monitored.", "examples": ["Application Status"] }, "severity": { "type": "string", "description": "How bad it is; `Recovery` ends an earlier `Warning` or `Critical`.", "enum": ["Ok", "Warning", "Critical", "Recovery"], "examples": ["Critical"] }, "timestamp": { "type": "string", "format": "date-time", "description": "When the state changed.", "examples": ["2023-02-22T13:40:00Z"] }, "url": { "type": "string", "description": "The page in the Mendix Portal that tells more.", "examples": ["https://cloud.home.mendix.com/"] } } };
function validate68(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.app_name === void 0 && (missing0 = "app_name") || data.environment === void 0 && (missing0 = "environment") || data.environment_id === void 0 && (missing0 = "environment_id") || data.id === void 0 && (missing0 = "id") || data.message === void 0 && (missing0 = "message") || data.service === void 0 && (missing0 = "service") || data.severity === void 0 && (missing0 = "severity") || data.timestamp === void 0 && (missing0 = "timestamp") || data.url === void 0 && (missing0 = "url")) {
        validate68.errors = [{ instancePath, keyword: "required", params: { missingProperty: missing0 } }];
        return false;
      } else {
        if (data.app_name !== void 0) {
          const _errs1 = errors;
          if (typeof data.app_name !== "string") {
            validate68.errors = [{ instancePath: instancePath + "/app_name", keyword: "type", params: { type: "string" } }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.environment !== void 0) {
            const _errs3 = errors;
            if (typeof data.environment !== "string") {
              validate68.errors = [{ instancePath: instancePath + "/environment", keyword: "type", params: { type: "string" } }];
              return false;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.environment_id !== void 0) {
              const _errs5 = errors;
              if (typeof data.environment_id !== "string") {
                validate68.errors = [{ instancePath: instancePath + "/environment_id", keyword: "type", params: { type: "string" } }];
                return false;
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.id !== void 0) {
                const _errs7 = errors;
                if (typeof data.id !== "string") {
                  validate68.errors = [{ instancePath: instancePath + "/id", keyword: "type", params: { type: "string" } }];
                  return false;
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.message !== void 0) {
                  const _errs9 = errors;
                  if (typeof data.message !== "string") {
                    validate68.errors = [{ instancePath: instancePath + "/message", keyword: "type", params: { type: "string" } }];
                    return false;
                  }
                  var valid0 = _errs9 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.service !== void 0) {
                    const _errs11 = errors;
                    if (typeof data.service !== "string") {
                      validate68.errors = [{ instancePath: instancePath + "/service", keyword: "type", params: { type: "string" } }];
                      return false;
                    }
                    var valid0 = _errs11 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.severity !== void 0) {
                      let data6 = data.severity;
                      const _errs13 = errors;
                      if (typeof data6 !== "string") {
                        validate68.errors = [{ instancePath: instancePath + "/severity", keyword: "type", params: { type: "string" } }];
                        return false;
                      }
                      if (!(data6 === "Ok" || data6 === "Warning" || data6 === "Critical" || data6 === "Recovery")) {
                        validate68.errors = [{ instancePath: instancePath + "/severity", keyword: "enum", params: { allowedValues: schema28.properties.severity.enum } }];
                        return false;
                      }
                      var valid0 = _errs13 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.timestamp !== void 0) {
                        let data7 = data.timestamp;
                        const _errs15 = errors;
                        if (errors === _errs15) {
                          if (errors === _errs15) {
                            if (typeof data7 === "string") {
                              if (!formats2.test(data7)) {
                                validate68.errors = [{ instancePath: instancePath + "/timestamp", keyword: "format", params: { format: "date-time" } }];
                                return false;
                              }
                            } else {
                              validate68.errors = [{ instancePath: instancePath + "/timestamp", keyword: "type", params: { type: "string" } }];
                              return false;
                            }
                          }
                        }
                        var valid0 = _errs15 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.url !== void 0) {
                          const _errs17 = errors;
                          if (typeof data.url !== "string") {
                            validate68.errors = [{ instancePath: instancePath + "/url", keyword: "type", params: { type: "string" } }];
                            return false;
                          }
                          var valid0 = _errs17 === errors;
                        } else {
                          var valid0 = true;
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate68.errors = [{ instancePath, keyword: "type", params: { type: "object" } }];
      return false;
    }
  }
  validate68.errors = vErrors;
  return errors === 0;
}
function validate67(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!validate68(data, { instancePath, parentData, parentDataProperty, rootData })) {
    vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
    errors = vErrors.length;
  }
  validate67.errors = vErrors;
  return errors === 0;
}
var events = { "package.uploaded": schema0, "teamserver.push": schema1, "alert": schema2 };
export {
  events
};
