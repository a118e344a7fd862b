// Generated from the OpenAPI document by `npm run generate`. Do not edit.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
var listWebhooksParameters = validate21;
var formats0 = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path !== void 0) {
      let data0 = data.path;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0["app-id"] !== void 0) {
          let data1 = data0["app-id"];
          if (typeof data1 === "string") {
            if (!formats0.test(data1)) {
              const err0 = { instancePath: instancePath + "/path/app-id", schemaPath: "#/properties/path/properties/app-id/format", keyword: "format", params: { format: "uuid" } };
              if (vErrors === null) {
                vErrors = [err0];
              } else {
                vErrors.push(err0);
              }
              errors++;
            }
          } else {
            const err1 = { instancePath: instancePath + "/path/app-id", schemaPath: "#/properties/path/properties/app-id/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
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
            const err2 = { instancePath: instancePath + "/query/cursor", schemaPath: "#/properties/query/properties/cursor/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
        if (data2.limit !== void 0) {
          let data4 = data2.limit;
          if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)))) {
            const err3 = { instancePath: instancePath + "/query/limit", schemaPath: "#/properties/query/properties/limit/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
          if (typeof data4 == "number") {
            if (data4 < 1 || isNaN(data4)) {
              const err4 = { instancePath: instancePath + "/query/limit", schemaPath: "#/properties/query/properties/limit/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
          }
        }
        if (data2.ascOrder !== void 0) {
          if (typeof data2.ascOrder !== "boolean") {
            const err5 = { instancePath: instancePath + "/query/ascOrder", schemaPath: "#/properties/query/properties/ascOrder/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
      }
    }
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": { "path": true, "query": true }, "dynamicProps": false, "dynamicItems": false };
var createWebhookParameters = validate22;
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path !== void 0) {
      let data0 = data.path;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0["app-id"] !== void 0) {
          let data1 = data0["app-id"];
          if (typeof data1 === "string") {
            if (!formats0.test(data1)) {
              const err0 = { instancePath: instancePath + "/path/app-id", schemaPath: "#/properties/path/properties/app-id/format", keyword: "format", params: { format: "uuid" } };
              if (vErrors === null) {
                vErrors = [err0];
              } else {
                vErrors.push(err0);
              }
              errors++;
            }
          } else {
            const err1 = { instancePath: instancePath + "/path/app-id", schemaPath: "#/properties/path/properties/app-id/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        }
      }
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": { "path": true }, "dynamicProps": false, "dynamicItems": false };
var createWebhookBody = validate23;
var func1 = require_ucs2length().default;
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
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.key === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "key" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.value === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "value" } };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.key !== void 0) {
      let data0 = data.key;
      if (typeof data0 !== "string") {
        const err2 = { instancePath: instancePath + "/key", schemaPath: "#/components/schemas/HeaderName/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      const _errs4 = errors;
      const _errs5 = errors;
      const _errs6 = errors;
      let valid3 = false;
      const _errs7 = errors;
      if (typeof data0 === "string") {
        if (!pattern6.test(data0)) {
          const err3 = {};
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
      var _valid0 = _errs7 === errors;
      valid3 = valid3 || _valid0;
      const _errs8 = errors;
      if (typeof data0 === "string") {
        if (!pattern7.test(data0)) {
          const err4 = {};
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      }
      var _valid0 = _errs8 === errors;
      valid3 = valid3 || _valid0;
      const _errs9 = errors;
      if (typeof data0 === "string") {
        if (!pattern8.test(data0)) {
          const err5 = {};
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      }
      var _valid0 = _errs9 === errors;
      valid3 = valid3 || _valid0;
      const _errs10 = errors;
      if (typeof data0 === "string") {
        if (!pattern9.test(data0)) {
          const err6 = {};
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
      var _valid0 = _errs10 === errors;
      valid3 = valid3 || _valid0;
      const _errs11 = errors;
      if (typeof data0 === "string") {
        if (!pattern10.test(data0)) {
          const err7 = {};
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      }
      var _valid0 = _errs11 === errors;
      valid3 = valid3 || _valid0;
      const _errs12 = errors;
      if (typeof data0 === "string") {
        if (!pattern11.test(data0)) {
          const err8 = {};
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      }
      var _valid0 = _errs12 === errors;
      valid3 = valid3 || _valid0;
      const _errs13 = errors;
      if (typeof data0 === "string") {
        if (!pattern12.test(data0)) {
          const err9 = {};
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
      var _valid0 = _errs13 === errors;
      valid3 = valid3 || _valid0;
      const _errs14 = errors;
      if (typeof data0 === "string") {
        if (!pattern13.test(data0)) {
          const err10 = {};
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      }
      var _valid0 = _errs14 === errors;
      valid3 = valid3 || _valid0;
      const _errs15 = errors;
      if (typeof data0 === "string") {
        if (!pattern14.test(data0)) {
          const err11 = {};
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
      var _valid0 = _errs15 === errors;
      valid3 = valid3 || _valid0;
      const _errs16 = errors;
      if (typeof data0 === "string") {
        if (!pattern15.test(data0)) {
          const err12 = {};
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      }
      var _valid0 = _errs16 === errors;
      valid3 = valid3 || _valid0;
      const _errs17 = errors;
      if (typeof data0 === "string") {
        if (!pattern16.test(data0)) {
          const err13 = {};
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      }
      var _valid0 = _errs17 === errors;
      valid3 = valid3 || _valid0;
      const _errs18 = errors;
      if (typeof data0 === "string") {
        if (!pattern17.test(data0)) {
          const err14 = {};
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
      var _valid0 = _errs18 === errors;
      valid3 = valid3 || _valid0;
      const _errs19 = errors;
      if (typeof data0 === "string") {
        if (!pattern18.test(data0)) {
          const err15 = {};
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      }
      var _valid0 = _errs19 === errors;
      valid3 = valid3 || _valid0;
      const _errs20 = errors;
      if (typeof data0 === "string") {
        if (!pattern19.test(data0)) {
          const err16 = {};
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      }
      var _valid0 = _errs20 === errors;
      valid3 = valid3 || _valid0;
      const _errs21 = errors;
      if (typeof data0 === "string") {
        if (!pattern20.test(data0)) {
          const err17 = {};
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      }
      var _valid0 = _errs21 === errors;
      valid3 = valid3 || _valid0;
      const _errs22 = errors;
      if (typeof data0 === "string") {
        if (!pattern21.test(data0)) {
          const err18 = {};
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      }
      var _valid0 = _errs22 === errors;
      valid3 = valid3 || _valid0;
      const _errs23 = errors;
      if (typeof data0 === "string") {
        if (!pattern22.test(data0)) {
          const err19 = {};
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      }
      var _valid0 = _errs23 === errors;
      valid3 = valid3 || _valid0;
      const _errs24 = errors;
      if (typeof data0 === "string") {
        if (!pattern23.test(data0)) {
          const err20 = {};
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      }
      var _valid0 = _errs24 === errors;
      valid3 = valid3 || _valid0;
      const _errs25 = errors;
      if (typeof data0 === "string") {
        if (!pattern24.test(data0)) {
          const err21 = {};
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
      var _valid0 = _errs25 === errors;
      valid3 = valid3 || _valid0;
      const _errs26 = errors;
      if (typeof data0 === "string") {
        if (!pattern25.test(data0)) {
          const err22 = {};
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      }
      var _valid0 = _errs26 === errors;
      valid3 = valid3 || _valid0;
      const _errs27 = errors;
      if (typeof data0 === "string") {
        if (!pattern26.test(data0)) {
          const err23 = {};
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
      var _valid0 = _errs27 === errors;
      valid3 = valid3 || _valid0;
      const _errs28 = errors;
      if (typeof data0 === "string") {
        if (!pattern27.test(data0)) {
          const err24 = {};
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
      var _valid0 = _errs28 === errors;
      valid3 = valid3 || _valid0;
      const _errs29 = errors;
      if (typeof data0 === "string") {
        if (!pattern28.test(data0)) {
          const err25 = {};
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
      }
      var _valid0 = _errs29 === errors;
      valid3 = valid3 || _valid0;
      const _errs30 = errors;
      if (typeof data0 === "string") {
        if (!pattern29.test(data0)) {
          const err26 = {};
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
      var _valid0 = _errs30 === errors;
      valid3 = valid3 || _valid0;
      const _errs31 = errors;
      if (typeof data0 === "string") {
        if (!pattern30.test(data0)) {
          const err27 = {};
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
      }
      var _valid0 = _errs31 === errors;
      valid3 = valid3 || _valid0;
      const _errs32 = errors;
      if (typeof data0 === "string") {
        if (!pattern31.test(data0)) {
          const err28 = {};
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      }
      var _valid0 = _errs32 === errors;
      valid3 = valid3 || _valid0;
      const _errs33 = errors;
      if (typeof data0 === "string") {
        if (!pattern32.test(data0)) {
          const err29 = {};
          if (vErrors === null) {
            vErrors = [err29];
          } else {
            vErrors.push(err29);
          }
          errors++;
        }
      }
      var _valid0 = _errs33 === errors;
      valid3 = valid3 || _valid0;
      const _errs34 = errors;
      if (typeof data0 === "string") {
        if (!pattern33.test(data0)) {
          const err30 = {};
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
      }
      var _valid0 = _errs34 === errors;
      valid3 = valid3 || _valid0;
      if (!valid3) {
        const err31 = {};
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
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
        const err32 = { instancePath: instancePath + "/key", schemaPath: "#/components/schemas/HeaderName/not", keyword: "not", params: {} };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
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
        const err33 = { instancePath: instancePath + "/value", schemaPath: "#/properties/value/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
  } else {
    const err34 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err34];
    } else {
      vErrors.push(err34);
    }
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
validate24.evaluated = { "props": { "key": true, "value": true }, "dynamicProps": false, "dynamicItems": false };
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.url === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "url" } };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.eventTypes === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "eventTypes" } };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.isActive === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "isActive" } };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.validationSecret === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "validationSecret" } };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func1(data0) < 1) {
          const err5 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (!pattern4.test(data0)) {
          const err6 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/pattern", keyword: "pattern", params: { pattern: "^([a-zA-Z0-9_ ]+)$" } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.url !== void 0) {
      let data1 = data.url;
      if (typeof data1 === "string") {
        if (func1(data1) > 65536) {
          const err8 = { instancePath: instancePath + "/url", schemaPath: "#/properties/url/maxLength", keyword: "maxLength", params: { limit: 65536 } };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (func1(data1) < 1) {
          const err9 = { instancePath: instancePath + "/url", schemaPath: "#/properties/url/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.eventTypes !== void 0) {
      let data2 = data.eventTypes;
      if (Array.isArray(data2)) {
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data2[i0] !== "string") {
            const err11 = { instancePath: instancePath + "/eventTypes/" + i0, schemaPath: "#/components/schemas/EventTypes/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/eventTypes", schemaPath: "#/components/schemas/EventTypes/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.isActive !== void 0) {
      if (typeof data.isActive !== "boolean") {
        const err13 = { instancePath: instancePath + "/isActive", schemaPath: "#/properties/isActive/type", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.validationSecret !== void 0) {
      let data5 = data.validationSecret;
      if (typeof data5 === "string") {
        if (!pattern5.test(data5)) {
          const err14 = { instancePath: instancePath + "/validationSecret", schemaPath: "#/properties/validationSecret/pattern", keyword: "pattern", params: { pattern: "^(whsec_)?[a-zA-Z0-9+/=]{32,100}$" } };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      } else {
        const err15 = { instancePath: instancePath + "/validationSecret", schemaPath: "#/properties/validationSecret/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.headers !== void 0) {
      let data6 = data.headers;
      if (Array.isArray(data6)) {
        const len1 = data6.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (!validate24(data6[i1], { instancePath: instancePath + "/headers/" + i1, parentData: data6, parentDataProperty: i1, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err16 = { instancePath: instancePath + "/headers", schemaPath: "#/properties/headers/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
  } else {
    const err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err17];
    } else {
      vErrors.push(err17);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "props": { "name": true, "url": true, "eventTypes": true, "isActive": true, "validationSecret": true, "headers": true }, "dynamicProps": false, "dynamicItems": false };
var getWebhookParameters = validate26;
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate26.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path !== void 0) {
      let data0 = data.path;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0["app-id"] !== void 0) {
          let data1 = data0["app-id"];
          if (typeof data1 === "string") {
            if (!formats0.test(data1)) {
              const err0 = { instancePath: instancePath + "/path/app-id", schemaPath: "#/properties/path/properties/app-id/format", keyword: "format", params: { format: "uuid" } };
              if (vErrors === null) {
                vErrors = [err0];
              } else {
                vErrors.push(err0);
              }
              errors++;
            }
          } else {
            const err1 = { instancePath: instancePath + "/path/app-id", schemaPath: "#/properties/path/properties/app-id/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        }
        if (data0["webhook-id"] !== void 0) {
          if (typeof data0["webhook-id"] !== "string") {
            const err2 = { instancePath: instancePath + "/path/webhook-id", schemaPath: "#/properties/path/properties/webhook-id/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
      }
    }
  }
  validate26.errors = vErrors;
  return errors === 0;
}
validate26.evaluated = { "props": { "path": true }, "dynamicProps": false, "dynamicItems": false };

export { createWebhookBody, createWebhookParameters, getWebhookParameters as deleteWebhookParameters, getWebhookParameters, listWebhooksParameters, createWebhookBody as updateWebhookBody, getWebhookParameters as updateWebhookParameters };
