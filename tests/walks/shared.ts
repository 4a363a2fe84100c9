/** What the whole run of the walks shares, by the names under which the workers find it. */
export const sharedNames = {
  folder: "LIUHEN_WALKS_FOLDER",
  cameraPort: "LIUHEN_WALKS_CAMERA_PORT",
  controlPort: "LIUHEN_WALKS_CONTROL_PORT",
} as const;

/** Throws outside a run of the walks. */
export function shared(name: keyof typeof sharedNames): string {
  const value = process.env[sharedNames[name]];
  if (value === undefined) throw new Error(`${sharedNames[name]} is not set`);
  return value;
}
