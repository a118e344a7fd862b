/** Somebody who commits and uploads. */
export interface Person {
  id: string;
  name: string;
  email: string;
  /** Minutes before UTC, as Git writes it: `+01:00` is 60. */
  offset: number;
}

export const people: readonly Person[] = [
  person("b1234df1-1234-4234-8234-12aa345c12e1", "Ada Lovelace", 60),
  person("0f6f7c1e-6a0b-4b39-9f11-2f0a5d9a7c44", "Grace Hopper", -300),
  person("7d4c9a52-51e7-4d0c-8f5e-9b6e1c3a2d10", "Edsger Dijkstra", 120),
  person("c3a8e6b0-2f4d-4c9b-a1d7-5e8f7b6a9c31", "Kateryna Yushchenko", 180),
  person("e95b1d27-8c63-4f7a-b2e4-0d1c2b3a4f58", "José Núñez", -180),
  person("5a2e8f94-7b16-4e3d-96c8-a4b3c2d1e0f7", "Priya Raman", 330),
];

function person(id: string, name: string, offset: number): Person {
  const [first = ""] = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(" ");
  return { id, name, email: `${first}@some.domain.com`, offset };
}

export const branches = ["main", "main", "main", "release_2", "invoice-approval", "fix/login-page"];

export const messages = [
  "Send the invoice after approval",
  "Show the customer's orders on the dashboard",
  "Fix the rounding of totals",
  "Translate the login page into German (Grüße)",
  "Add an index for order numbers",
  "Upgrade Studio Pro",
  "Rename microflow ACT_Order_Submit",
  "Validate e-mail addresses",
  "Remove unused widgets\n\nThey were replaced by the data grid.",
  "Merge branch 'release_2' into main",
];

/** Versions of Studio Pro and of the runtime, each with the build that it came as. */
export const mendixVersions = [
  "9.18.1.54902",
  "9.24.2.5104",
  "10.6.1.28276",
  "10.12.3.40801",
  "10.18.0.54340",
];

export const appNames = ["Invoicing", "Customer Portal", "Fleet Planner", "Field Service"];

export const environments = ["Production", "Production", "Acceptance", "Test"];

/** What an alert says, by how bad it is. */
export const alertMessages = {
  Ok: ["The application is running"],
  Warning: ["The application responds slowly", "More than 80 % of the memory is used"],
  Critical: ["The application is not responding", "The database cannot be reached"],
  Recovery: ["The application responds again"],
} as const;
