import { packagePaths } from "../../contract/package.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import {
  type ManifestLine,
  bagDeclaration,
  printBagInfo,
  printManifest,
  printPublicPem,
} from "../../kernel/package/bag.ts";
import { sha256 } from "../../platform/hash.ts";
import type { SigningKey } from "../../platform/signing.ts";
import type { WrittenFile, ZipWriter } from "../../platform/zip-writer.ts";

/** A bag (RFC 8493) that grows file by file in an archive; its lists and signature come last. */
export class BagWriter {
  readonly #zip: ZipWriter;
  readonly #folder: string;
  readonly #payload: ManifestLine[] = [];
  readonly #tags: ManifestLine[] = [];
  #payloadBytes = 0;

  /** `folder`: the bag's own name, the only thing at the top of the archive. */
  constructor(zip: ZipWriter, folder: string) {
    this.#zip = zip;
    this.#folder = folder;
  }

  get files(): number {
    return this.#payload.length;
  }

  async add(
    path: string,
    sizeBytes: number,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<WrittenFile> {
    const written = await this.#zip.add(`${this.#folder}/${path}`, sizeBytes, bytes);
    const line = { path, sha256: written.sha256 };
    if (path.startsWith("data/")) {
      this.#payload.push(line);
      this.#payloadBytes += sizeBytes;
    } else this.#tags.push(line);
    return written;
  }

  addBytes(path: string, bytes: Uint8Array): Promise<WrittenFile> {
    return this.add(path, bytes.length, once(bytes));
  }
  addText(path: string, text: string): Promise<WrittenFile> {
    return this.addBytes(path, utf8(text));
  }

  /** Lists, key and signature; gives the digest of what was signed. */
  async seal(key: SigningKey, info: readonly (readonly [string, string])[]): Promise<string> {
    const oxum = `${this.#payloadBytes}.${this.#payload.length}`;
    await this.addText(packagePaths.declaration, bagDeclaration);
    await this.addText(packagePaths.info, printBagInfo([...info, ["Payload-Oxum", oxum]]));
    await this.addText(packagePaths.publicKey, printPublicPem(key.publicKey));
    await this.addText(packagePaths.manifest, printManifest(inOrder(this.#payload)));
    const tagManifest = utf8(printManifest(inOrder(this.#tags)));
    const zip = this.#zip;
    await zip.add(
      `${this.#folder}/${packagePaths.tagManifest}`,
      tagManifest.length,
      once(tagManifest),
    );
    const signature = key.sign(tagManifest);
    await zip.add(`${this.#folder}/${packagePaths.signature}`, signature.length, once(signature));
    return toHex(sha256(tagManifest));
  }
}

function inOrder(lines: readonly ManifestLine[]): ManifestLine[] {
  return lines.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
