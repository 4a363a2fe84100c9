import { Fault } from "../contract/faults.ts";
import { type TarMember, parseTarHead, tarBlockBytes, tarPadding } from "../kernel/tar.ts";

export interface ReadMember {
  readonly member: TarMember;
  /** Must be read to its end before the next member is asked for; what is left is skipped. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The members of a tar archive of ours, as its bytes come. Throws Fault `damaged`. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<ReadMember> {
  const reader = new ByteReader(source);
  for (;;) {
    const member = parseTarHead(await reader.exactly(tarBlockBytes));
    if (member === "end") return;
    if (member === undefined) throw new Fault("damaged", "tar_form", { hint: "a member's head" });
    const bytes = reader.pieces(member.sizeBytes);
    yield { member, bytes };
    for await (const rest of bytes) void rest;
    await reader.exactly(tarPadding(member.sizeBytes).length);
  }
}

class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #fill(): Promise<void> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) throw new Fault("damaged", "tar_form", { hint: "it ends too early" });
      this.#rest = next.value;
    }
  }

  async exactly(sizeBytes: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(sizeBytes);
    for (let at = 0; at < sizeBytes;) {
      const piece = await this.#piece(sizeBytes - at);
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /** One generator over the bytes, which may be left and taken up again. */
  pieces(sizeBytes: number): AsyncIterable<Uint8Array> {
    let left = sizeBytes;
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      if (left === 0) return { done: true, value: undefined };
      const value = await this.#piece(left);
      left -= value.length;
      return { done: false, value };
    };
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  async #piece(mostBytes: number): Promise<Uint8Array> {
    await this.#fill();
    const piece = this.#rest.subarray(0, mostBytes);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }
}
