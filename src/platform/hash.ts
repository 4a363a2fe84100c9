import { createHash, hash } from "node:crypto";

/** SHA-256 of some bytes, by the platform's own implementation. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash("sha256", bytes, "buffer"));
}

/** A running SHA-256, for bytes that do not fit in memory. */
export function startSha256(): { update(bytes: Uint8Array): void; hex(): string } {
  const running = createHash("sha256");
  return {
    update: (bytes) => void running.update(bytes),
    hex: () => running.digest("hex"),
  };
}
