// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

/** Adds a violation to a list, which may not be there yet. */
export function push(list, instancePath, keyword, expected) {
  list ??= [];
  list.push({ instancePath, keyword, expected });
  return list;
}

/** Checks that properties are there, and the types of those that are. */
export function checkLeaves(list, instancePath, object, types, required) {
  for (const name of required) {
    if (object[name] === undefined) list = push(list, `${instancePath}/${name}`, "required");
  }
  for (const name in types) {
    const value = object[name];
    if (value !== undefined && typeof value !== types[name]) {
      list = push(list, `${instancePath}/${name}`, "type", types[name]);
    }
  }
  return list;
}
