import { z } from "zod";

/** Why an uploaded paper is not kept; the word people read stands under the same name. */
export const paperFaults = [
  "empty",
  "unknown_kind",
  "broken",
  "too_large_picture",
  "second_content",
  "active_content",
  "encrypted",
  "unreadable_parts",
  "test_virus",
] as const;
export const PaperFault = z.enum(paperFaults);
export type PaperFault = z.infer<typeof PaperFault>;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: PaperFault };

export const fault = (name: PaperFault): { readonly ok: false; readonly fault: PaperFault } => ({
  ok: false,
  fault: name,
});

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A3 at 600 dpi fits; a picture that would need gigabytes to open does not (pixel flood). */
const sideMost = 20_000;
const pixelsMost = 100_000_000;

export function sizeFits({ width, height }: PictureSize): boolean {
  return (
    width > 0 &&
    height > 0 &&
    width <= sideMost &&
    height <= sideMost &&
    width * height <= pixelsMost
  );
}
