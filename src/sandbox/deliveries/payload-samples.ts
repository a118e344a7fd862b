export const people = [
  { id: "b1234df1-1234-4234-8234-12aa345c12e1", name: "Ada Lovelace", user: "ada" },
  { id: "0f6f7c1e-6a0b-4b39-9f11-2f0a5d9a7c44", name: "Grace Hopper", user: "grace" },
  { id: "e95b1d27-8c63-4f7a-b2e4-0d1c2b3a4f58", name: "José Núñez", user: "jose" },
];

/** `main` is the most frequent one. */
export const branches = ["main", "main", "main", "release_2", "fix/login-page"];

export const commitMessages = [
  "Send the invoice after approval",
  "Show the customer's orders on the dashboard",
  "Translate the login page into German (Grüße)",
  "Rename microflow ACT_Order_Submit",
  "Remove unused widgets\n\nThey were replaced by the data grid.",
  "Merge branch 'release_2' into main",
];

/** Versions of Studio Pro and of the runtime, with their build numbers. */
export const mendixVersions = ["9.24.2.5104", "10.6.1.28276", "10.12.3.40801", "10.18.0.54340"];

export const environments = [
  { name: "Production", id: "5f0c1e4e-8a53-4b9c-9f6b-3f9c1d1f8f0a" },
  { name: "Acceptance", id: "c1b7e0a4-3d52-4f6e-8a97-64d2f0b95e13" },
  { name: "Test", id: "8e2f9d60-7b14-4c8a-b3d5-1a6c0e7f2b49" },
];

export const alerts = [
  { severity: "Ok", message: "The application is running" },
  { severity: "Warning", message: "The application responds slowly" },
  { severity: "Warning", message: "More than 80 % of the memory is used" },
  { severity: "Critical", message: "The application is not responding" },
  { severity: "Critical", message: "The database cannot be reached" },
  { severity: "Recovery", message: "The application responds again" },
];
