import { z } from "zod";

/** Every identity is a UUIDv7 made by us (`platform/ids.ts`), lower case, hyphenated. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
export type Id = z.infer<typeof Id>;

/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. */
export const Ms = z.int().min(0).max(8_640_000_000_000_000);
/** A digest: SHA-256, 64 lower-case hexadecimal digits. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
