import type { PersonActor } from "../../contract/actor.ts";
import type { StreamName } from "../../contract/camera.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { hlsPlaylist } from "../../kernel/playlist.ts";
import type { House } from "../../platform/house.ts";
import { type Viewing, moveViewing } from "../access/index.ts";
import { listSegments } from "./read-segments.ts";

const hourMs = 3_600_000;

/** By then the last segment is sealed and its round taken in, unless something is broken. */
function settledAfterMs(house: House): number {
  return 3 * house.config.roundEveryMs + 5_000;
}

export interface PlaylistAsk {
  readonly cameraId: string;
  readonly stream: StreamName;
  /** First instant of the hour, a whole hour of universal time. */
  readonly hourMs: number;
}

/**
 * One hour of a camera stream as an HLS playlist of byte ranges, behind the same viewing; asking for
 * it is entered like a seek.
 */
export async function readPlaylist(
  house: House,
  actor: PersonActor,
  ask: PlaylistAsk & { readonly viewing: Viewing },
): Promise<Outcome<{ mediaType: string; text: string }>> {
  const { viewing, cameraId, stream } = ask;
  const startMs = ask.hourMs;
  if (startMs % hourMs !== 0 || startMs < 0) return refused("span_invalid");
  const span = { startMs, endMs: startMs + hourMs };
  const segments = await listSegments(house, viewing, { cameraId, stream, span });
  if (!segments.ok) return segments;
  if (segments.value.length === 0) return refused("not_recorded");
  const toMs = Math.max(startMs, viewing.span.startMs);
  const noted = await moveViewing(house, actor, { viewing, toMs, reason: "hls", played: [] });
  if (!noted.ok) return noted;
  const text = hlsPlaylist({
    segments: segments.value,
    uriOf: (segmentId) => `/api/viewings/${viewing.viewingId}/segments/${segmentId}.mp4`,
    ...span,
    ended: house.clock.now() > Math.min(span.endMs, viewing.span.endMs) + settledAfterMs(house),
  });
  return granted({ mediaType: "application/vnd.apple.mpegurl", text });
}
