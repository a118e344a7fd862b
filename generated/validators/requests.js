// Generated from the OpenAPI document by `npm run generate`. Do not edit.
// node_modules/ajv-formats/src/formats.ts

// <stdin>
var listWebhooksParameters = validate21;
var formats0 = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
function validate21(data, { instancePath = "", rootData = data } = {}) {
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
function validate22(data, { instancePath = "", rootData = data } = {}) {
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
var pattern6 = new RegExp("^[xX]-[aA][mM][zZ]-", "u");
var pattern7 = new RegExp("^[xX]-[aA][mM][zZ][nN]-", "u");
var pattern8 = new RegExp("^[xX]-[gG][oO][oO][gG][lL][eE]", "u");
var pattern9 = new RegExp("^[xX]-[gG][oO][oO][gG]-", "u");
var pattern10 = new RegExp("^[xX]-[gG][fF][eE]", "u");
var pattern11 = new RegExp("^[xX]-[aA][zZ][uU][rR][eE]-", "u");
var pattern12 = new RegExp("^[xX]-[fF][dD]-", "u");
var pattern13 = new RegExp("^[xX]-[sS][vV][iI][xX]-", "u");
var pattern14 = new RegExp("^[sS][vV][iI][xX]-", "u");
var pattern15 = new RegExp("^[uU][sS][eE][rR]-[aA][gG][eE][nN][tT]$", "u");
var pattern16 = new RegExp("^[kK][eE][eE][pP]-[aA][lL][iI][vV][eE]$", "u");
var pattern17 = new RegExp("^[pP][rR][oO][xX][yY]-[aA][uU][tT][hH][eE][nN][tT][iI][cC][aA][tT][eE]$", "u");
var pattern18 = new RegExp("^[pP][rR][oO][xX][yY]-[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]$", "u");
var pattern19 = new RegExp("^[tT][eE]$", "u");
var pattern20 = new RegExp("^[tT][rR][aA][iI][lL][eE][rR][sS]$", "u");
var pattern21 = new RegExp("^[tT][rR][aA][nN][sS][fF][eE][rR]-[eE][nN][cC][oO][dD][iI][nN][gG]$", "u");
var pattern22 = new RegExp("^[uU][pP][gG][rR][aA][dD][eE]$", "u");
var pattern23 = new RegExp("^[aA][gG][eE]$", "u");
var pattern24 = new RegExp("^[cC][aA][cC][hH][eE]-[cC][oO][nN][tT][rR][oO][lL]$", "u");
var pattern25 = new RegExp("^[cC][lL][eE][aA][rR]-[sS][iI][tT][eE]-[dD][aA][tT][aA]$", "u");
var pattern26 = new RegExp("^[eE][xX][pP][iI][rR][eE][sS]$", "u");
var pattern27 = new RegExp("^[pP][rR][aA][gG][mM][aA]$", "u");
var pattern28 = new RegExp("^[wW][aA][rR][nN][iI][nN][gG]$", "u");
var pattern29 = new RegExp("^[cC][oO][nN][tT][eE][nN][tT]-[lL][eE][nN][gG][tT][hH]$", "u");
var pattern30 = new RegExp("^[cC][oO][nN][tT][eE][nN][tT]-[tT][yY][pP][eE]$", "u");
var pattern31 = new RegExp("^[cC][oO][nN][tT][eE][nN][tT]-[eE][nN][cC][oO][dD][iI][nN][gG]$", "u");
var pattern32 = new RegExp("^[cC][oO][nN][tT][eE][nN][tT]-[lL][aA][nN][gG][uU][aA][gG][eE]$", "u");
var pattern33 = new RegExp("^[cC][oO][nN][tT][eE][nN][tT]-[lL][oO][cC][aA][tT][iI][oO][nN]$", "u");
function validate24(data, { instancePath = "", rootData = data } = {}) {
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
      const _errs6 = errors;
      let valid3 = false;
      const _errs7 = errors;
      if (typeof data0 === "string") {
        if (!pattern6.test(data0)) {
          (vErrors ??= []).push({});
          errors++;
        }
      }
      var _valid0 = _errs7 === errors;
      valid3 = valid3 || _valid0;
      if (!valid3) {
        const _errs8 = errors;
        if (typeof data0 === "string") {
          if (!pattern7.test(data0)) {
            (vErrors ??= []).push({});
            errors++;
          }
        }
        var _valid0 = _errs8 === errors;
        valid3 = valid3 || _valid0;
        if (!valid3) {
          const _errs9 = errors;
          if (typeof data0 === "string") {
            if (!pattern8.test(data0)) {
              (vErrors ??= []).push({});
              errors++;
            }
          }
          var _valid0 = _errs9 === errors;
          valid3 = valid3 || _valid0;
          if (!valid3) {
            const _errs10 = errors;
            if (typeof data0 === "string") {
              if (!pattern9.test(data0)) {
                (vErrors ??= []).push({});
                errors++;
              }
            }
            var _valid0 = _errs10 === errors;
            valid3 = valid3 || _valid0;
            if (!valid3) {
              const _errs11 = errors;
              if (typeof data0 === "string") {
                if (!pattern10.test(data0)) {
                  (vErrors ??= []).push({});
                  errors++;
                }
              }
              var _valid0 = _errs11 === errors;
              valid3 = valid3 || _valid0;
              if (!valid3) {
                const _errs12 = errors;
                if (typeof data0 === "string") {
                  if (!pattern11.test(data0)) {
                    (vErrors ??= []).push({});
                    errors++;
                  }
                }
                var _valid0 = _errs12 === errors;
                valid3 = valid3 || _valid0;
                if (!valid3) {
                  const _errs13 = errors;
                  if (typeof data0 === "string") {
                    if (!pattern12.test(data0)) {
                      (vErrors ??= []).push({});
                      errors++;
                    }
                  }
                  var _valid0 = _errs13 === errors;
                  valid3 = valid3 || _valid0;
                  if (!valid3) {
                    const _errs14 = errors;
                    if (typeof data0 === "string") {
                      if (!pattern13.test(data0)) {
                        (vErrors ??= []).push({});
                        errors++;
                      }
                    }
                    var _valid0 = _errs14 === errors;
                    valid3 = valid3 || _valid0;
                    if (!valid3) {
                      const _errs15 = errors;
                      if (typeof data0 === "string") {
                        if (!pattern14.test(data0)) {
                          (vErrors ??= []).push({});
                          errors++;
                        }
                      }
                      var _valid0 = _errs15 === errors;
                      valid3 = valid3 || _valid0;
                      if (!valid3) {
                        const _errs16 = errors;
                        if (typeof data0 === "string") {
                          if (!pattern15.test(data0)) {
                            (vErrors ??= []).push({});
                            errors++;
                          }
                        }
                        var _valid0 = _errs16 === errors;
                        valid3 = valid3 || _valid0;
                        if (!valid3) {
                          const _errs17 = errors;
                          if (typeof data0 === "string") {
                            if (!pattern16.test(data0)) {
                              (vErrors ??= []).push({});
                              errors++;
                            }
                          }
                          var _valid0 = _errs17 === errors;
                          valid3 = valid3 || _valid0;
                          if (!valid3) {
                            const _errs18 = errors;
                            if (typeof data0 === "string") {
                              if (!pattern17.test(data0)) {
                                (vErrors ??= []).push({});
                                errors++;
                              }
                            }
                            var _valid0 = _errs18 === errors;
                            valid3 = valid3 || _valid0;
                            if (!valid3) {
                              const _errs19 = errors;
                              if (typeof data0 === "string") {
                                if (!pattern18.test(data0)) {
                                  (vErrors ??= []).push({});
                                  errors++;
                                }
                              }
                              var _valid0 = _errs19 === errors;
                              valid3 = valid3 || _valid0;
                              if (!valid3) {
                                const _errs20 = errors;
                                if (typeof data0 === "string") {
                                  if (!pattern19.test(data0)) {
                                    (vErrors ??= []).push({});
                                    errors++;
                                  }
                                }
                                var _valid0 = _errs20 === errors;
                                valid3 = valid3 || _valid0;
                                if (!valid3) {
                                  const _errs21 = errors;
                                  if (typeof data0 === "string") {
                                    if (!pattern20.test(data0)) {
                                      (vErrors ??= []).push({});
                                      errors++;
                                    }
                                  }
                                  var _valid0 = _errs21 === errors;
                                  valid3 = valid3 || _valid0;
                                  if (!valid3) {
                                    const _errs22 = errors;
                                    if (typeof data0 === "string") {
                                      if (!pattern21.test(data0)) {
                                        (vErrors ??= []).push({});
                                        errors++;
                                      }
                                    }
                                    var _valid0 = _errs22 === errors;
                                    valid3 = valid3 || _valid0;
                                    if (!valid3) {
                                      const _errs23 = errors;
                                      if (typeof data0 === "string") {
                                        if (!pattern22.test(data0)) {
                                          (vErrors ??= []).push({});
                                          errors++;
                                        }
                                      }
                                      var _valid0 = _errs23 === errors;
                                      valid3 = valid3 || _valid0;
                                      if (!valid3) {
                                        const _errs24 = errors;
                                        if (typeof data0 === "string") {
                                          if (!pattern23.test(data0)) {
                                            (vErrors ??= []).push({});
                                            errors++;
                                          }
                                        }
                                        var _valid0 = _errs24 === errors;
                                        valid3 = valid3 || _valid0;
                                        if (!valid3) {
                                          const _errs25 = errors;
                                          if (typeof data0 === "string") {
                                            if (!pattern24.test(data0)) {
                                              (vErrors ??= []).push({});
                                              errors++;
                                            }
                                          }
                                          var _valid0 = _errs25 === errors;
                                          valid3 = valid3 || _valid0;
                                          if (!valid3) {
                                            const _errs26 = errors;
                                            if (typeof data0 === "string") {
                                              if (!pattern25.test(data0)) {
                                                (vErrors ??= []).push({});
                                                errors++;
                                              }
                                            }
                                            var _valid0 = _errs26 === errors;
                                            valid3 = valid3 || _valid0;
                                            if (!valid3) {
                                              const _errs27 = errors;
                                              if (typeof data0 === "string") {
                                                if (!pattern26.test(data0)) {
                                                  (vErrors ??= []).push({});
                                                  errors++;
                                                }
                                              }
                                              var _valid0 = _errs27 === errors;
                                              valid3 = valid3 || _valid0;
                                              if (!valid3) {
                                                const _errs28 = errors;
                                                if (typeof data0 === "string") {
                                                  if (!pattern27.test(data0)) {
                                                    (vErrors ??= []).push({});
                                                    errors++;
                                                  }
                                                }
                                                var _valid0 = _errs28 === errors;
                                                valid3 = valid3 || _valid0;
                                                if (!valid3) {
                                                  const _errs29 = errors;
                                                  if (typeof data0 === "string") {
                                                    if (!pattern28.test(data0)) {
                                                      (vErrors ??= []).push({});
                                                      errors++;
                                                    }
                                                  }
                                                  var _valid0 = _errs29 === errors;
                                                  valid3 = valid3 || _valid0;
                                                  if (!valid3) {
                                                    const _errs30 = errors;
                                                    if (typeof data0 === "string") {
                                                      if (!pattern29.test(data0)) {
                                                        (vErrors ??= []).push({});
                                                        errors++;
                                                      }
                                                    }
                                                    var _valid0 = _errs30 === errors;
                                                    valid3 = valid3 || _valid0;
                                                    if (!valid3) {
                                                      const _errs31 = errors;
                                                      if (typeof data0 === "string") {
                                                        if (!pattern30.test(data0)) {
                                                          (vErrors ??= []).push({});
                                                          errors++;
                                                        }
                                                      }
                                                      var _valid0 = _errs31 === errors;
                                                      valid3 = valid3 || _valid0;
                                                      if (!valid3) {
                                                        const _errs32 = errors;
                                                        if (typeof data0 === "string") {
                                                          if (!pattern31.test(data0)) {
                                                            (vErrors ??= []).push({});
                                                            errors++;
                                                          }
                                                        }
                                                        var _valid0 = _errs32 === errors;
                                                        valid3 = valid3 || _valid0;
                                                        if (!valid3) {
                                                          const _errs33 = errors;
                                                          if (typeof data0 === "string") {
                                                            if (!pattern32.test(data0)) {
                                                              (vErrors ??= []).push({});
                                                              errors++;
                                                            }
                                                          }
                                                          var _valid0 = _errs33 === errors;
                                                          valid3 = valid3 || _valid0;
                                                          if (!valid3) {
                                                            const _errs34 = errors;
                                                            if (typeof data0 === "string") {
                                                              if (!pattern33.test(data0)) {
                                                                (vErrors ??= []).push({});
                                                                errors++;
                                                              }
                                                            }
                                                            var _valid0 = _errs34 === errors;
                                                            valid3 = valid3 || _valid0;
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
                  }
                }
              }
            }
          }
        }
      }
      if (!valid3) {
        (vErrors ??= []).push({});
        errors++;
      } else {
        errors = _errs6;
        if (vErrors !== null) {
          if (_errs6) {
            vErrors.length = _errs6;
          } else {
            vErrors = null;
          }
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
function validate23(data, { instancePath = "", rootData = data } = {}) {
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
          if (!validate24(data6[i1], { instancePath: instancePath + "/headers/" + i1, rootData })) {
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
function validate26(data, { instancePath = "", rootData = data } = {}) {
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
