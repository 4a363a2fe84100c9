import type { BytePart } from "./handler.ts";

/**
 * A `Range` header against a whole of `sizeBytes` (RFC 9110 section 14): the one part it asks for,
 * `whole` when there is none to honour (missing, other unit, several parts), `none` when it lies
 * outside.
 */
export function partOf(header: string | undefined, sizeBytes: number): BytePart | "whole" | "none" {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (match === null) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? "none" : { startByte: sizeBytes - length, endByte: sizeBytes };
  }
  const startByte = Number(first);
  const endByte = last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (last !== "" && Number(last) < startByte) return "whole";
  return startByte >= sizeBytes ? "none" : { startByte, endByte };
}
