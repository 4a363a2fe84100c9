import { type PointerEvent, useState } from "react";
import type { DrawnTool, Stroke } from "../../contract/debrief.ts";
import { placeIn, shapeOf, strokeTo } from "./drawn.ts";

/** What is drawn over one picture: notes that stand at this instant, and what is being drawn now. */
export function Drawing(props: {
  readonly kept: readonly Stroke[];
  readonly fresh: readonly Stroke[];
  readonly tool: DrawnTool | null;
  readonly onBegin: () => void;
  readonly onStroke: (stroke: Stroke) => void;
}) {
  const { tool } = props;
  const [now, setNow] = useState<Stroke | null>(null);
  const placed = (event: PointerEvent<SVGSVGElement>) =>
    placeIn(event, event.currentTarget.getBoundingClientRect());
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (tool === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    props.onBegin();
    setNow({ tool, points: [placed(event)] });
  };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (now !== null) setNow(strokeTo(now, placed(event)));
  };
  const end = () => {
    if (now !== null) props.onStroke(now);
    setNow(null);
  };
  const strokes = [...props.kept, ...props.fresh, ...(now === null ? [] : [now])];
  return (
    <svg
      className={tool === null ? "drawing" : "drawing taking"}
      viewBox="0 0 10000 10000"
      preserveAspectRatio="none"
      aria-hidden
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={() => setNow(null)}
    >
      {strokes.map((stroke, at) => {
        const shape = shapeOf(stroke);
        return shape === undefined ? null : (
          <path key={at} className={shape.area ? "area" : "line"} d={shape.path} />
        );
      })}
    </svg>
  );
}
