import { Readable } from "node:stream";

/** Bytes for an HTTP answer; reading stops when the other side goes. */
export function byteStream(bytes: AsyncIterable<Uint8Array>): Readable {
  return Readable.from(bytes, { objectMode: false });
}
