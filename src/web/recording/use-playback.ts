import { useEffect, useState } from "react";
import type { z } from "zod";
import type { CameraLine, LessonTimeline, ViewingOpened } from "../../contract/routes/recording.ts";
import { chooseStream } from "../player/line.ts";
import { Playback } from "../player/playback.ts";
import { Reporter } from "../player/reporter.ts";

const tilesAtFirst = 4;

interface Props {
  readonly viewing: z.infer<typeof ViewingOpened>;
  readonly timeline: LessonTimeline;
  /** Where it begins; otherwise at the lesson proper. */
  readonly startMs?: number | undefined;
}

/** Starts at the lesson proper, or at the first picture where that came later. */
function startOf(timeline: LessonTimeline): number {
  const first = timeline.cameras.flatMap((line) =>
    line.streams.flatMap((stream) =>
      stream.recorded.filter((span) => span.endMs > timeline.lesson.startMs),
    ),
  );
  const at = first.map((span) => Math.max(span.startMs, timeline.lesson.startMs));
  if (at.length > 0) return Math.min(...at);
  return timeline.cameras[0]?.streams[0]?.recorded[0]?.startMs ?? timeline.span.startMs;
}

/** The players of a viewing, from an instant on; what was shown is told when the page goes. */
export function usePlayback(props: Props, onRefused: (error: unknown) => void) {
  const [playback] = useState(() => {
    const reporter = new Reporter(props.viewing.viewingId, onRefused);
    return {
      reporter,
      player: new Playback({
        viewingId: props.viewing.viewingId,
        timeline: props.timeline,
        startMs: props.startMs ?? startOf(props.timeline),
        reporter,
      }),
    };
  });
  useEffect(() => {
    const { player, reporter } = playback;
    player.run();
    const onHide = () => reporter.close(player.takePlayed());
    window.addEventListener("pagehide", onHide);
    return () => {
      window.removeEventListener("pagehide", onHide);
      onHide();
      player.close();
    };
  }, [playback]);
  useEffect(() => playback.player.update(props.timeline), [playback, props.timeline]);
  return playback.player;
}

/** What can be played comes first. */
export function firstChoice(cameras: readonly CameraLine[]): readonly string[] {
  const playable = cameras.filter(
    (line) => chooseStream(line, (type) => MediaSource.isTypeSupported(type)) !== undefined,
  );
  return (playable.length > 0 ? playable : cameras)
    .slice(0, tilesAtFirst)
    .map((line) => line.cameraId);
}
