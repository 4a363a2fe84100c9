import type { PlaySegment } from "../contract/routes/recording.ts";

export interface PlaylistFacts {
  /** In order; those that touch the hour. */
  readonly segments: readonly Pick<
    PlaySegment,
    "segmentId" | "startMs" | "endMs" | "init" | "fragments"
  >[];
  /** Address of a segment's bytes. */
  readonly uriOf: (segmentId: string) => string;
  readonly startMs: number;
  readonly endMs: number;
  /** Nothing more will come. */
  readonly ended: boolean;
}

/**
 * An HLS media playlist of byte ranges (RFC 8216): one fragment, one entry; every file brings its own
 * init (EXT-X-MAP), instants stand as dates, and where time jumps there is a discontinuity.
 */
export function hlsPlaylist(facts: PlaylistFacts): string {
  const lines: string[] = [];
  let longestMs = 1_000;
  let atMs: number | undefined;
  for (const segment of facts.segments) {
    const uri = facts.uriOf(segment.segmentId);
    let mapped = false;
    for (const fragment of segment.fragments) {
      const startMs = segment.startMs + fragment.atMs;
      if (startMs >= facts.endMs || startMs + fragment.durationMs <= facts.startMs) continue;
      if (!mapped) {
        // A new file has its own clock, and perhaps new parameter sets.
        if (atMs !== undefined) lines.push("#EXT-X-DISCONTINUITY");
        lines.push(`#EXT-X-MAP:URI="${uri}",BYTERANGE="${segment.init.sizeBytes}@0"`);
      } else if (atMs !== undefined && Math.abs(startMs - atMs) > 500)
        lines.push("#EXT-X-DISCONTINUITY");
      if (!mapped || (atMs !== undefined && Math.abs(startMs - atMs) > 500))
        lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}`);
      mapped = true;
      longestMs = Math.max(longestMs, fragment.durationMs);
      lines.push(`#EXTINF:${(fragment.durationMs / 1_000).toFixed(3)},`);
      lines.push(`#EXT-X-BYTERANGE:${fragment.sizeBytes}@${fragment.offsetBytes}`, uri);
      atMs = startMs + fragment.durationMs;
    }
  }
  const head = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${Math.ceil(longestMs / 1_000)}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    ...(facts.ended ? ["#EXT-X-PLAYLIST-TYPE:VOD"] : []),
  ];
  return [...head, ...lines, ...(facts.ended ? ["#EXT-X-ENDLIST"] : []), ""].join("\n");
}
