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

/** Breaks a shared camera or mends it, as the simulator's control door takes it. */
export async function tellCameras(door: "fault" | "clear", body: object): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${shared("controlPort")}/${door}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the cameras do not obey: ${await answer.text()}`);
}
