import type { GreyPicture, MarkFound } from "../../kernel/watermark-read.ts";

/** Above this a screenshot is read at half its size: a watermark on it is large enough. */
const pixelsMost = 3_200_000;

/** The lightness of a picture file, decoded by the browser; throws on a file that is no picture. */
async function greyOf(file: Blob): Promise<GreyPicture> {
  const bitmap = await createImageBitmap(file);
  const half = bitmap.width * bitmap.height > pixelsMost ? 0.5 : 1;
  const widthPixels = Math.max(1, Math.round(bitmap.width * half));
  const heightPixels = Math.max(1, Math.round(bitmap.height * half));
  const canvas = new OffscreenCanvas(widthPixels, heightPixels);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("no canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, widthPixels, heightPixels);
  bitmap.close();
  const { data } = context.getImageData(0, 0, widthPixels, heightPixels);
  const grey = Float32Array.from(
    { length: widthPixels * heightPixels },
    (_, at) =>
      0.299 * (data[at * 4] ?? 0) +
      0.587 * (data[at * 4 + 1] ?? 0) +
      0.114 * (data[at * 4 + 2] ?? 0),
  );
  return { widthPixels, heightPixels, grey };
}

/** Reads a screenshot's watermark beside the page, which stays usable; nothing leaves the browser. */
export async function readPicture(file: Blob): Promise<MarkFound | undefined> {
  const picture = await greyOf(file);
  const worker = new Worker(new URL("./read-picture.worker.ts", import.meta.url), {
    type: "module",
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener("message", (event: MessageEvent<MarkFound | undefined>) =>
        resolve(event.data),
      );
      worker.addEventListener("error", (event) => reject(new Error(event.message)));
      worker.postMessage(picture, [picture.grey.buffer]);
    });
  } finally {
    worker.terminate();
  }
}
