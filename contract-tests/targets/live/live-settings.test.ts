import { describe, expect, it } from "vitest";
import { serverUrl } from "../../../generated/routes.js";
import { readSettings, SettingsError } from "./live-settings.js";

const environment = {
  MENDIX_PAT: "canary-pat",
  MENDIX_APP_ID: "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1",
};

describe("readSettings", () => {
  it("takes the contract's server for live, and any other by its URL", () => {
    expect(readSettings(["--target", "live"], environment).url).toBe(serverUrl);
    const { url } = readSettings(["--target=http://localhost:4010/v1/"], environment);
    expect(url).toBe("http://localhost:4010/v1");
  });

  it.each([
    ["--target=http://example.com", "must be https"],
    ["--target=ftp://example.com", "not 'ftp://example.com'"],
    ["--target=https://user:pass@example.com", "without a user"],
    ["--target=https://example.com?a=b", "without a user"],
    ["--max-requests=99", "--max-requests"],
    ["--max-requests=many", "--max-requests"],
    ["--max-wait=-1", "--max-wait"],
  ])("refuses %s", (argument, reason) => {
    expect(() => readSettings([argument], environment)).toThrow(reason);
  });

  it.each([
    [{ MENDIX_PAT: "" }, "MENDIX_PAT is not set"],
    [{ MENDIX_PAT: "MxToken canary" }, "MENDIX_PAT contains characters"],
    [{ MENDIX_APP_ID: undefined }, "MENDIX_APP_ID is not set"],
    [{ MENDIX_APP_ID: "my app" }, "MENDIX_APP_ID is not the id of an app"],
  ])("refuses the environment %j", (change, reason) => {
    const read = () => readSettings([], { ...environment, ...change });
    expect(read).toThrow(reason);
    expect(read).toThrow(SettingsError);
    expect(read).not.toThrow(/canary/);
  });
});
