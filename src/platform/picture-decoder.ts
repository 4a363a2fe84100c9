import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFfmpeg, runFfmpeg } from "./ffmpeg.ts";

/** One key frame with its parameter sets, Annex B. */
export interface KeyPicture {
  readonly codec: "h264" | "h265";
  readonly bytes: Uint8Array;
}

/** Sound of one stretch: AAC frames behind their ADTS heads. */
export interface AacSound {
  readonly bytes: Uint8Array;
}

const decoders = { h264: "h264", h265: "hevc" } as const;
const eachMs = 1_000;
const startMs = 10_000;

/**
 * The house's one decoder: all pictures of a look go through one ffmpeg each codec, so that a hundred
 * cameras cost one start. It reads and writes files in a folder of its own and nothing else.
 */
export class PictureDecoder {
  readonly #folder: string;
  readonly #size: { readonly widthPixels: number; readonly heightPixels: number };
  readonly #turns = new Map<string, Promise<void>>();

  constructor(folder: string, size: PictureDecoder["size"]) {
    this.#folder = folder;
    this.#size = size;
  }

  get size(): { readonly widthPixels: number; readonly heightPixels: number } {
    return this.#size;
  }

  /** Whether this machine can decode at all; asked anew each time. */
  get ready(): boolean {
    return findFfmpeg() !== undefined;
  }

  /** Grey pictures in the order asked for; undefined for what does not decode. */
  async pictures(keys: readonly KeyPicture[]): Promise<(Uint8Array | undefined)[]> {
    const found: (Uint8Array | undefined)[] = keys.map(() => undefined);
    const decode = async (codec: KeyPicture["codec"]): Promise<void> => {
      const at = keys.flatMap((key, index) => (key.codec === codec ? [index] : []));
      if (at.length === 0) return;
      const grey = await this.#decode(
        codec,
        at.map((index) => keys[index]?.bytes ?? new Uint8Array()),
      );
      for (const [order, index] of at.entries()) found[index] = grey[order];
    };
    await Promise.all([decode("h264"), decode("h265")]);
    return found;
  }

  /** One picture as JPEG of at most `width` pixels across. Undefined when it does not decode. */
  async jpeg(key: KeyPicture, width: number): Promise<Uint8Array | undefined> {
    return this.#inFolder("still", async (folder) => {
      await writeFile(join(folder, "0.img"), key.bytes);
      const input = ["-f", "image2", "-vcodec", decoders[key.codec], "-i", "0.img"];
      const scale = `scale='min(${width},iw)':-2`;
      const output = ["-vf", scale, "-frames:v", "1", "-q:v", "6", "-f", "mjpeg", "still.jpg"];
      await this.#run(folder, [...input, ...output], startMs);
      return readFile(join(folder, "still.jpg")).catch(() => undefined);
    });
  }

  /** 16-bit samples, 16 kHz, one channel, in the order asked for; undefined for what does not decode. */
  async sounds(sounds: readonly AacSound[]): Promise<(Int16Array | undefined)[]> {
    if (sounds.length === 0) return [];
    const all = await this.#sounds(sounds);
    if (sounds.length === 1 || all.every((one) => one !== undefined)) return all;
    // One that cannot be opened ends the whole run: then each by itself.
    const each: (Int16Array | undefined)[] = [];
    for (const sound of sounds) each.push((await this.#sounds([sound]))[0]);
    return each;
  }

  #sounds(sounds: readonly AacSound[]): Promise<(Int16Array | undefined)[]> {
    return this.#inFolder("sound", async (folder) => {
      const inputs: string[] = [];
      const outputs: string[] = [];
      for (const [at, { bytes }] of sounds.entries()) {
        await writeFile(join(folder, `${at}.aac`), bytes);
        inputs.push("-f", "aac", "-i", `${at}.aac`);
        outputs.push("-map", `${at}:a:0`, "-ar", "16000", "-ac", "1", "-f", "s16le", `${at}.pcm`);
      }
      await this.#run(folder, [...inputs, ...outputs], startMs + sounds.length * eachMs);
      return Promise.all(sounds.map((_, at) => readSamples(join(folder, `${at}.pcm`))));
    });
  }

  #decode(codec: "h264" | "h265", keys: readonly Uint8Array[]) {
    const { widthPixels, heightPixels } = this.#size;
    const pixels = widthPixels * heightPixels;
    return this.#inFolder(codec, async (folder) => {
      await Promise.all(keys.map((bytes, at) => writeFile(join(folder, `${at}.img`), bytes)));
      const numbered = ["-threads", "1", "-f", "image2", "-framerate", "1", "-start_number", "0"];
      const input = [...numbered, "-vcodec", decoders[codec], "-i", "%d.img"];
      const scale = `scale=${widthPixels}:${heightPixels}:flags=area:out_range=pc,format=gray`;
      const grey = ["-filter_threads", "1", "-vf", scale, "-fps_mode", "passthrough"];
      const output = [...grey, "-frame_pts", "1", "-f", "image2", "-c:v", "rawvideo", "%d.grey"];
      await this.#run(folder, [...input, ...output], startMs + keys.length * eachMs);
      return Promise.all(
        keys.map(async (_, at) => {
          const bytes = await readFile(join(folder, `${at}.grey`)).catch(() => undefined);
          return bytes?.length === pixels ? bytes : undefined;
        }),
      );
    });
  }

  /** What ffmpeg says of a picture that does not decode is no news: the picture is missing. */
  async #run(folder: string, args: readonly string[], longestMs: number): Promise<void> {
    const program = findFfmpeg();
    if (program === undefined) return;
    await runFfmpeg({ program, folder, args: ["-y", ...args], longestMs });
  }

  /** One at a time in each folder: the watch and the cards before lessons share this decoder. */
  #inFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
    const before = this.#turns.get(name) ?? Promise.resolve();
    const done = before.then(() => this.#inCleanFolder(name, work));
    this.#turns.set(
      name,
      done.then(
        () => undefined,
        () => undefined,
      ),
    );
    return done;
  }

  async #inCleanFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.#folder, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function readSamples(path: string): Promise<Int16Array | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined || bytes.length < 2) return undefined;
  const samples = new Int16Array(bytes.length >> 1);
  for (let at = 0; at < samples.length; at++) samples[at] = bytes.readInt16LE(at * 2);
  return samples;
}
