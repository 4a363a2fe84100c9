/** The files of a package, wherever they lie: a folder, a ZIP on disk or one chosen in a browser. */
export interface PackageFiles {
  /** Path → size in bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Bytes `[startByte, endByte)` of a file, piece by piece. */
  read(
    path: string,
    part: { readonly startByte: number; readonly endByte: number },
  ): AsyncIterable<Uint8Array>;
}

/** What file managers leave behind; it is nobody's evidence. */
const leftBehind = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/;

/** The same files named from the bag's own folder, which may lie one folder deeper. */
export function fromBagFolder(files: PackageFiles): PackageFiles | undefined {
  const declared = [...files.sizes.keys()].filter((path) => /^(?:[^/]+\/)?bagit\.txt$/.test(path));
  const [path] = declared.toSorted((a, b) => a.length - b.length);
  if (path === undefined) return undefined;
  const folder = path.slice(0, -"bagit.txt".length);
  const sizes = new Map<string, number>();
  for (const [name, sizeBytes] of files.sizes) {
    if (leftBehind.test(name) && !name.startsWith(`${folder}data/`)) continue;
    // What lies beside the bag's folder was added by somebody; it keeps its whole name.
    sizes.set(name.startsWith(folder) ? name.slice(folder.length) : `../${name}`, sizeBytes);
  }
  return { sizes, read: (name, part) => files.read(`${folder}${name}`, part) };
}

/** A whole small file; undefined where there is none or it is larger than `mostBytes`. */
export async function readWhole(
  files: PackageFiles,
  path: string,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const sizeBytes = files.sizes.get(path);
  if (sizeBytes === undefined || sizeBytes > mostBytes) return undefined;
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for await (const piece of files.read(path, { startByte: 0, endByte: sizeBytes })) {
    if (at + piece.length > sizeBytes) return undefined;
    whole.set(piece, at);
    at += piece.length;
  }
  return at === sizeBytes ? whole : undefined;
}
