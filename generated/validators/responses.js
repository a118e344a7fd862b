// Generated from the OpenAPI document by `npm run generate`. Do not edit.
// node_modules/ajv-formats/src/formats.ts

// <stdin>
var listWebhooks200 = validate21;
function validate22(data, { instancePath = "", rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.id === void 0 && (missing0 = "id") || data.name === void 0 && (missing0 = "name") || data.url === void 0 && (missing0 = "url") || data.eventTypes === void 0 && (missing0 = "eventTypes") || data.isActive === void 0 && (missing0 = "isActive")) {
        validate22.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 } }];
        return false;
      } else {
        if (data.id !== void 0) {
          const _errs1 = errors;
          if (typeof data.id !== "string") {
            validate22.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" } }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.name !== void 0) {
            const _errs3 = errors;
            if (typeof data.name !== "string") {
              validate22.errors = [{ instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" } }];
              return false;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.url !== void 0) {
              const _errs5 = errors;
              if (typeof data.url !== "string") {
                validate22.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" } }];
                return false;
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.eventTypes !== void 0) {
                let data3 = data.eventTypes;
                const _errs7 = errors;
                {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len0 = data3.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      const _errs10 = errors;
                      if (typeof data3[i0] !== "string") {
                        validate22.errors = [{ instancePath: instancePath + "/eventTypes/" + i0, schemaPath: "#/components/schemas/EventTypes/items/type", keyword: "type", params: { type: "string" } }];
                        return false;
                      }
                      var valid2 = _errs10 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate22.errors = [{ instancePath: instancePath + "/eventTypes", schemaPath: "#/components/schemas/EventTypes/type", keyword: "type", params: { type: "array" } }];
                    return false;
                  }
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.isActive !== void 0) {
                  const _errs12 = errors;
                  if (typeof data.isActive !== "boolean") {
                    validate22.errors = [{ instancePath: instancePath + "/isActive", schemaPath: "#/properties/isActive/type", keyword: "type", params: { type: "boolean" } }];
                    return false;
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
    } else {
      validate22.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } }];
      return false;
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": { "id": true, "name": true, "url": true, "eventTypes": true, "isActive": true }, "dynamicProps": false, "dynamicItems": false };
function validate21(data, { instancePath = "", rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.webhooks === void 0 && (missing0 = "webhooks") || data.cursors === void 0 && (missing0 = "cursors")) {
        validate21.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 } }];
        return false;
      } else {
        if (data.webhooks !== void 0) {
          let data0 = data.webhooks;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (Array.isArray(data0)) {
              var valid1 = true;
              const len0 = data0.length;
              for (let i0 = 0; i0 < len0; i0++) {
                const _errs3 = errors;
                if (!validate22(data0[i0], { instancePath: instancePath + "/webhooks/" + i0, rootData, dynamicAnchors })) {
                  vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
                  errors = vErrors.length;
                }
                var valid1 = _errs3 === errors;
                if (!valid1) {
                  break;
                }
              }
            } else {
              validate21.errors = [{ instancePath: instancePath + "/webhooks", schemaPath: "#/properties/webhooks/type", keyword: "type", params: { type: "array" } }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.cursors !== void 0) {
            let data2 = data.cursors;
            const _errs4 = errors;
            const _errs5 = errors;
            if (errors === _errs5) {
              if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                if (data2.prev !== void 0) {
                  const _errs7 = errors;
                  if (typeof data2.prev !== "string") {
                    validate21.errors = [{ instancePath: instancePath + "/cursors/prev", schemaPath: "#/components/schemas/Cursors/properties/prev/type", keyword: "type", params: { type: "string" } }];
                    return false;
                  }
                  var valid3 = _errs7 === errors;
                } else {
                  var valid3 = true;
                }
                if (valid3) {
                  if (data2.next !== void 0) {
                    const _errs9 = errors;
                    if (typeof data2.next !== "string") {
                      validate21.errors = [{ instancePath: instancePath + "/cursors/next", schemaPath: "#/components/schemas/Cursors/properties/next/type", keyword: "type", params: { type: "string" } }];
                      return false;
                    }
                    var valid3 = _errs9 === errors;
                  } else {
                    var valid3 = true;
                  }
                }
              } else {
                validate21.errors = [{ instancePath: instancePath + "/cursors", schemaPath: "#/components/schemas/Cursors/type", keyword: "type", params: { type: "object" } }];
                return false;
              }
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate21.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } }];
      return false;
    }
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": { "webhooks": true, "cursors": true }, "dynamicProps": false, "dynamicItems": false };
var createWebhook200 = validate24;
function validate24(data, { instancePath = "", rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs0 = errors;
  if (!validate22(data, { instancePath, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
    errors = vErrors.length;
  }
  var valid0 = _errs0 === errors;
  if (valid0) {
    const _errs1 = errors;
    if (errors === _errs1) {
      if (data && typeof data == "object" && !Array.isArray(data)) {
        let missing0;
        if (data.validationSecret === void 0 && (missing0 = "validationSecret")) {
          validate24.errors = [{ instancePath, schemaPath: "#/allOf/1/required", keyword: "required", params: { missingProperty: missing0 } }];
          return false;
        } else {
          if (data.validationSecret !== void 0) {
            const _errs3 = errors;
            if (typeof data.validationSecret !== "string") {
              validate24.errors = [{ instancePath: instancePath + "/validationSecret", schemaPath: "#/allOf/1/properties/validationSecret/type", keyword: "type", params: { type: "string" } }];
              return false;
            }
            var valid1 = _errs3 === errors;
          } else {
            var valid1 = true;
          }
          if (valid1) {
            if (data.headers !== void 0) {
              let data1 = data.headers;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data1)) {
                  var valid2 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    let data2 = data1[i0];
                    const _errs7 = errors;
                    const _errs8 = errors;
                    if (errors === _errs8) {
                      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                        let missing1;
                        if (data2.key === void 0 && (missing1 = "key") || data2.value === void 0 && (missing1 = "value")) {
                          validate24.errors = [{ instancePath: instancePath + "/headers/" + i0, schemaPath: "#/components/schemas/Header/required", keyword: "required", params: { missingProperty: missing1 } }];
                          return false;
                        } else {
                          if (data2.key !== void 0) {
                            const _errs10 = errors;
                            if (typeof data2.key !== "string") {
                              validate24.errors = [{ instancePath: instancePath + "/headers/" + i0 + "/key", schemaPath: "#/components/schemas/Header/properties/key/type", keyword: "type", params: { type: "string" } }];
                              return false;
                            }
                            var valid4 = _errs10 === errors;
                          } else {
                            var valid4 = true;
                          }
                          if (valid4) {
                            if (data2.value !== void 0) {
                              const _errs12 = errors;
                              if (typeof data2.value !== "string") {
                                validate24.errors = [{ instancePath: instancePath + "/headers/" + i0 + "/value", schemaPath: "#/components/schemas/Header/properties/value/type", keyword: "type", params: { type: "string" } }];
                                return false;
                              }
                              var valid4 = _errs12 === errors;
                            } else {
                              var valid4 = true;
                            }
                          }
                        }
                      } else {
                        validate24.errors = [{ instancePath: instancePath + "/headers/" + i0, schemaPath: "#/components/schemas/Header/type", keyword: "type", params: { type: "object" } }];
                        return false;
                      }
                    }
                    var valid2 = _errs7 === errors;
                    if (!valid2) {
                      break;
                    }
                  }
                } else {
                  validate24.errors = [{ instancePath: instancePath + "/headers", schemaPath: "#/allOf/1/properties/headers/type", keyword: "type", params: { type: "array" } }];
                  return false;
                }
              }
              var valid1 = _errs5 === errors;
            } else {
              var valid1 = true;
            }
          }
        }
      } else {
        validate24.errors = [{ instancePath, schemaPath: "#/allOf/1/type", keyword: "type", params: { type: "object" } }];
        return false;
      }
    }
    var valid0 = _errs1 === errors;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
validate24.evaluated = { "props": { "validationSecret": true, "headers": true, "id": true, "name": true, "url": true, "eventTypes": true, "isActive": true }, "dynamicProps": false, "dynamicItems": false };

export { createWebhook200, createWebhook200 as getWebhook200, listWebhooks200, createWebhook200 as updateWebhook202 };
