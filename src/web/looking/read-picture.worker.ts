import { type GreyPicture, readWatermark } from "../../kernel/watermark-read.ts";

/** Beside the page: searching a large picture takes seconds. */
globalThis.addEventListener("message", (event: MessageEvent<GreyPicture>) => {
  globalThis.postMessage(readWatermark(event.data), {});
});
