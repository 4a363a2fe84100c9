/** Headers by which a browser says where a call comes from; a page cannot forge them. */
export interface OriginHeaders {
  readonly origin: string | undefined;
  readonly host: string | undefined;
  readonly fetchSite: string | undefined;
}

/**
 * Whether a call comes from the house's own pages. Calls that change something, and sockets, must
 * say so; a plain read may be silent (an address typed by hand) but not come from another site.
 * `ownOrigin` is what the operator set; the address the browser itself used counts, too.
 */
export function comesFromHouse(
  headers: OriginHeaders,
  { ownOrigin, changes }: { readonly ownOrigin: string | undefined; readonly changes: boolean },
): boolean {
  const { origin, host, fetchSite } = headers;
  if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") return false;
  if (origin !== undefined) return isOwn(origin, host, ownOrigin);
  return !changes || fetchSite === "same-origin";
}

function isOwn(origin: string, host: string | undefined, ownOrigin: string | undefined): boolean {
  if (ownOrigin !== undefined && origin === ownOrigin) return true;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}
