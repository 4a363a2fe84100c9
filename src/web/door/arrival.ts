import { RefusedError, isRefusalCode } from "../ask.ts";

/** What a browser brings back from a sign-in service: nothing, a question for the code, or a no. */
export type Arrival =
  | { readonly is: "none" }
  | { readonly is: "code" }
  | { readonly is: "refused"; readonly error: RefusedError };

/** Reads it from the address once and takes it away, so that a reload does not say it again. */
export function readArrival(): Arrival {
  const url = new URL(window.location.href);
  const said = url.searchParams.get("sign-in");
  if (said === null) return { is: "none" };
  url.searchParams.delete("sign-in");
  window.history.replaceState(null, "", `${url.pathname}${url.search}`);
  if (said === "code") return { is: "code" };
  return isRefusalCode(said)
    ? { is: "refused", error: new RefusedError(said, {}) }
    : { is: "none" };
}
