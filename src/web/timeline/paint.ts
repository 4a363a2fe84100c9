import { minuteOfDay, secondOfDay, zoneOffsetMs } from "../look/times.ts";
import { axisPixels, barsOf, rowPixels, ticksOf, xOf, type View, type Whole } from "./layout.ts";
import { bookmarkColours } from "../looking/bookmark-colours.ts";
import type { TimelineMark } from "./marks.ts";
import type { TimelineTrack } from "./tracks.ts";

export interface Painting {
  readonly widthPixels: number;
  readonly scale: number;
  readonly view: View;
  readonly lesson: Whole;
  readonly reachedMs: number;
  readonly tracks: readonly TimelineTrack[];
  readonly marks: readonly TimelineMark[];
  readonly chosen: ReadonlySet<string>;
  readonly atMs: number;
  readonly hoverMs: number | undefined;
  readonly colours: Colours;
}

export interface Colours {
  readonly paper: string;
  readonly sheet: string;
  readonly ink: string;
  readonly ink2: string;
  readonly line: string;
  readonly recorded: string;
  readonly gap: string;
  readonly cursor: string;
}

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: of("--paper"),
    sheet: of("--sheet"),
    ink: of("--ink"),
    ink2: of("--ink-2"),
    line: of("--line"),
    recorded: of("--blue"),
    gap: of("--alarm"),
    cursor: of("--amber"),
  };
}

const hatches = new Map<string, CanvasPattern | string>();

function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const known = hatches.get(colour);
  if (known !== undefined) return known;
  const tile = document.createElement("canvas");
  tile.width = 8;
  tile.height = 8;
  const draw = tile.getContext("2d");
  if (draw === null) return colour;
  draw.strokeStyle = colour;
  draw.lineWidth = 2;
  for (const x of [-8, 0, 8]) {
    draw.beginPath();
    draw.moveTo(x - 1, 9);
    draw.lineTo(x + 9, -1);
    draw.stroke();
  }
  const made = context.createPattern(tile, "repeat") ?? colour;
  hatches.set(colour, made);
  return made;
}

/** Draws everything; 16 tracks take a few milliseconds, so nothing is kept between two paintings. */
export function paint(context: CanvasRenderingContext2D, what: Painting): void {
  const height = axisPixels + what.tracks.length * rowPixels;
  context.setTransform(what.scale, 0, 0, what.scale, 0, 0);
  context.clearRect(0, 0, what.widthPixels, height);
  context.fillStyle = what.colours.sheet;
  context.fillRect(0, 0, what.widthPixels, height);
  paintLesson(context, what, height);
  paintAxis(context, what, height);
  for (const [row, track] of what.tracks.entries()) paintTrack(context, what, { row, track });
  paintMarks(context, what, height);
  paintCursor(context, what, height);
}

/** Lead and tail lie on a darker ground than the lesson proper. */
function paintLesson(context: CanvasRenderingContext2D, what: Painting, height: number): void {
  context.fillStyle = what.colours.paper;
  const from = xOf(what.view, what.widthPixels, what.lesson.startMs);
  const to = xOf(what.view, what.widthPixels, what.lesson.endMs);
  if (from > 0) context.fillRect(0, 0, Math.min(from, what.widthPixels), height);
  if (to < what.widthPixels) context.fillRect(Math.max(0, to), 0, what.widthPixels, height);
  context.strokeStyle = what.colours.ink2;
  context.setLineDash([3, 3]);
  for (const x of [from, to]) {
    context.beginPath();
    context.moveTo(Math.round(x) + 0.5, 0);
    context.lineTo(Math.round(x) + 0.5, height);
    context.stroke();
  }
  context.setLineDash([]);
}

function paintAxis(context: CanvasRenderingContext2D, what: Painting, height: number): void {
  const ticks = ticksOf(what.view, what.widthPixels, {
    leastPixels: 74,
    offsetMs: zoneOffsetMs(what.view.startMs),
  });
  const label = ticks.stepMs < 60_000 ? secondOfDay : minuteOfDay;
  context.font = '11px "Noto Sans SC", system-ui, sans-serif';
  context.textBaseline = "middle";
  context.strokeStyle = what.colours.line;
  for (const atMs of ticks.atMs) {
    const x = Math.round(xOf(what.view, what.widthPixels, atMs)) + 0.5;
    context.beginPath();
    context.moveTo(x, axisPixels - 6);
    context.lineTo(x, height);
    context.stroke();
    context.fillStyle = what.colours.ink2;
    context.fillText(label(atMs), x + 4, axisPixels / 2);
  }
}

function paintTrack(
  context: CanvasRenderingContext2D,
  what: Painting,
  one: { readonly row: number; readonly track: TimelineTrack },
): void {
  const top = axisPixels + one.row * rowPixels;
  context.fillStyle = what.colours.line;
  context.fillRect(0, top, what.widthPixels, 1);
  const barTop = top + 6;
  const barHeight = rowPixels - 11;
  context.globalAlpha = what.chosen.has(one.track.cameraId) ? 1 : 0.45;
  context.fillStyle = what.colours.recorded;
  for (const bar of barsOf(what.view, what.widthPixels, one.track.recorded))
    context.fillRect(bar.x, barTop, bar.width, barHeight);
  context.globalAlpha = 1;
  const past = one.track.gaps.filter((gap) => gap.startMs < what.reachedMs);
  for (const bar of barsOf(what.view, what.widthPixels, past)) {
    const width = Math.max(3, bar.width);
    context.fillStyle = what.colours.sheet;
    context.fillRect(bar.x, barTop, width, barHeight);
    context.fillStyle = hatch(context, what.colours.gap);
    context.fillRect(bar.x, barTop, width, barHeight);
    context.strokeStyle = what.colours.gap;
    context.strokeRect(bar.x + 0.5, barTop + 0.5, Math.max(2, width - 1), barHeight - 1);
  }
}

/**
 * A flag on the axis and a thin line through the tracks: it hides no gap. Bookmarks are triangles in the
 * colour of their kind, comments small sheets.
 */
function paintMarks(context: CanvasRenderingContext2D, what: Painting, height: number): void {
  for (const { atMs, of } of what.marks) {
    const x = Math.round(xOf(what.view, what.widthPixels, atMs));
    if (x < -8 || x > what.widthPixels + 8) continue;
    const colour = of.kind === "bookmark" ? bookmarkColours[of.bookmark] : what.colours.ink;
    line(context, { x: x + 0.5, height, colour, width: 1 });
    context.fillStyle = colour;
    if (of.kind === "comment") {
      context.fillRect(x - 4, 0, 10, 8);
      context.fillStyle = what.colours.sheet;
      for (const y of [2, 5]) context.fillRect(x - 2, y, 6, 1);
      continue;
    }
    context.beginPath();
    context.moveTo(x - 5, 0);
    context.lineTo(x + 6, 0);
    context.lineTo(x + 0.5, 9);
    context.fill();
  }
}

function paintCursor(context: CanvasRenderingContext2D, what: Painting, height: number): void {
  if (what.hoverMs !== undefined)
    line(context, {
      x: xOf(what.view, what.widthPixels, what.hoverMs),
      height,
      colour: what.colours.ink2,
      width: 1,
    });
  line(context, {
    x: xOf(what.view, what.widthPixels, what.atMs),
    height,
    colour: what.colours.cursor,
    width: 2,
  });
}

function line(
  context: CanvasRenderingContext2D,
  of: {
    readonly x: number;
    readonly height: number;
    readonly colour: string;
    readonly width: number;
  },
): void {
  context.strokeStyle = of.colour;
  context.lineWidth = of.width;
  context.beginPath();
  context.moveTo(of.x, 0);
  context.lineTo(of.x, of.height);
  context.stroke();
  context.lineWidth = 1;
}
