import type { RestoredFiles } from "../../platform/restored-files.ts";
import { type Refused, type SealedCopies, whyRefused } from "./sealed-copies.ts";

export interface Wanted {
  readonly name: string;
  readonly path: string;
  readonly refused: Refused[];
}

/** Opens one copy and puts it in its place; what does not open or is not accepted is named, never kept. */
export async function fetchFile(
  copies: SealedCopies,
  files: RestoredFiles,
  of: Wanted & { readonly accepts: (sha256: string) => boolean },
): Promise<boolean> {
  try {
    await files.write(of.path, copies.open(of.name), of.accepts);
    return true;
  } catch (cause) {
    of.refused.push({ name: of.name, why: whyRefused(cause) });
    return false;
  }
}

/** What lies there already is not fetched again. */
export async function fetchOnce(
  copies: SealedCopies,
  files: RestoredFiles,
  of: Wanted & { readonly sha256: string | undefined },
): Promise<boolean> {
  if (files.has(of.path)) return true;
  const accepts = (found: string): boolean => (of.sha256 ?? found) === found;
  return await fetchFile(copies, files, { ...of, accepts });
}
