import type { House } from "../../platform/house.ts";

/** Folders whose bytes are being overwritten, or were, since this process began. */
const ended = new WeakMap<House["paths"], Set<string>>();

/** From here on no byte below this folder is handed out: what lies there may be overwritten already. */
export function stopReading(house: Pick<House, "paths">, folder: string): void {
  const known = ended.get(house.paths) ?? new Set<string>();
  known.add(folder);
  ended.set(house.paths, known);
}

/** Bytes of a file below the vault, which end early where its destruction begins meanwhile. */
export async function* whileKept(
  house: Pick<House, "paths">,
  vaultPath: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const names = vaultPath.split("/");
  const above = names.map((_, at) => names.slice(0, at).join("/"));
  const over = () => above.some((folder) => ended.get(house.paths)?.has(folder) === true);
  try {
    for await (const chunk of bytes) {
      if (over()) return;
      yield chunk;
    }
  } catch (cause) {
    // The file went while it was being opened: that is no damage.
    if (!over()) throw cause;
  }
}
