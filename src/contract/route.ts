import type { z } from "zod";
import type { EntryKind } from "./entries.ts";
import type { Permission } from "./roles.ts";

/**
 * A route as plain data: one object for the server, the browser client and the OpenAPI document.
 * A route without permission or audit label does not compile.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with `{name}` parameters; each one must be in `params`. */
  readonly path: `/api/${string}` | `/healthz` | `/metrics`;
  /** One line for people, in Chinese and English, shown in the API page. */
  readonly title: { readonly zh: string; readonly en: string };
  readonly permission: Permission;
  /** The entry this route writes when it succeeds, or why it writes none. */
  readonly audit: EntryKind | { readonly none: "read" | "presence" | "preview" };
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /**
   * JSON answer; `bytes`, `text` and `socket` answers are written by the handler itself. `redirect`:
   * the browser goes on to a page of ours, also when refused (then with the code in the address).
   */
  readonly answer: z.ZodType | "bytes" | "text" | "socket" | "upload" | "redirect";
  /** Reachable while the initial secret still has to be changed. */
  readonly beforeSecretChange?: true;
  /** Reachable while the page is locked: what leaves or unlocks, and what ends a look. */
  readonly whileLocked?: true;
  /**
   * Called by the page on its own (polling, media bytes, presence): never counts as activity of the
   * person, so the idle limit runs on (S0-13d). Every other call counts unless it carries the header
   * `liuhen-background: 1`, which the browser client sends with refetches nobody asked for.
   */
  readonly background?: true;
  /** multipart/form-data with one file field `file`; nothing else is taken. */
  readonly upload?: { readonly largestBytes: number };
  /** A browser may be sent here by another site: a navigation with GET, nothing embedded or fetched. */
  readonly fromElsewhere?: true;
  /** Also reachable with `Authorization: Bearer` and the text of `keys/<name>.token`. */
  readonly bearer?: "metrics";
}

export function route<const R extends Route>(definition: R): R {
  return definition;
}
