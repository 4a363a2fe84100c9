import { limits } from "../../contract/limits.ts";

/** Where a camera is asked; the part of every request URI that never comes from the camera. */
export interface CameraAuthority {
  readonly scheme: "rtsp" | "rtsps";
  readonly host: string;
  readonly port: number;
}

/** `rtsp://host:port`, the default port left out, IPv6 in brackets. Never a login. */
export function printAuthority(at: CameraAuthority): string {
  const host = at.host.includes(":") && !at.host.startsWith("[") ? `[${at.host}]` : at.host;
  const usual = at.scheme === "rtsp" ? 554 : 322;
  return `${at.scheme}://${host}${at.port === usual ? "" : `:${at.port}`}`;
}

const printable = /^[!#-;=?-~]+$/;

/**
 * The URI of a track: the camera's base and control attribute joined as RFC 2326 appendix C.1.1 and
 * practice have it (`…?channel=1` + `trackID=0` → `…?channel=1/trackID=0`). Whatever absolute URL a
 * camera writes, only its path and query are taken: the authority is always the one we checked and
 * are connected to. Undefined when the text could not stand in a request line.
 */
export function joinControl(
  authority: CameraAuthority,
  base: string,
  control: string | undefined,
): string | undefined {
  const start = pathOf(base);
  if (start === undefined) return undefined;
  if (control === undefined || control === "" || control === "*") return checked(authority, start);
  if (/^rtsps?:\/\//i.test(control)) return checked(authority, pathOf(control));
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(control) || control.startsWith("//")) return undefined;
  if (control.startsWith("/")) return checked(authority, control);
  return checked(authority, `${start}${start.endsWith("/") ? "" : "/"}${control}`);
}

function pathOf(url: string): string | undefined {
  const rest =
    /^rtsps?:\/\/[^/?]*(.*)$/is.exec(url)?.[1] ?? (url.startsWith("/") ? url : undefined);
  return rest === undefined || rest.startsWith("/") ? rest : `/${rest}`;
}

function checked(authority: CameraAuthority, path: string | undefined): string | undefined {
  if (path === undefined || path.length > limits.rtspUrlCharacters || !printable.test(path))
    return undefined;
  return printAuthority(authority) + path;
}
