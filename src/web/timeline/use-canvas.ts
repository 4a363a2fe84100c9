import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type PointerEvent,
  type RefObject,
} from "react";
import { hitOf, panned, zoomed, type View, type Whole } from "./layout.ts";
import { markAt, type TimelineMark } from "./marks.ts";
import { coloursOf, paint, type Painting } from "./paint.ts";

type Canvas = RefObject<HTMLCanvasElement | null>;

/** Width of the canvas in CSS pixels, kept up to date. */
export function useWidth(canvas: Canvas): number {
  const [widthPixels, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, [canvas]);
  return widthPixels;
}

export type Picture = Omit<Painting, "scale" | "colours"> & {
  readonly height: number;
  readonly dark: boolean;
};

/** Paints whenever something changed; `dark` is set on the canvas so that its colours are never mixed. */
export function usePainting(canvas: Canvas, picture: Picture): void {
  useLayoutEffect(() => {
    if (canvas.current !== null && picture.widthPixels > 0) draw(canvas.current, picture);
  });
}

function draw(element: HTMLCanvasElement, picture: Picture): void {
  const context = element.getContext("2d");
  if (context === null) return;
  element.dataset["theme"] = picture.dark ? "dark" : "light";
  const scale = window.devicePixelRatio;
  const wide = Math.round(picture.widthPixels * scale);
  const high = Math.round(picture.height * scale);
  if (element.width !== wide) element.width = wide;
  if (element.height !== high) element.height = high;
  paint(context, { ...picture, scale, colours: coloursOf(element) });
}

/** Wheel zooms around the pointer, with Shift or sideways it moves. */
export function useWheel(
  canvas: Canvas,
  whole: Whole,
  change: (next: (now: View) => View) => void,
) {
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    // React listens passively to wheels; the page must not scroll while zooming.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const widthPixels = element.clientWidth;
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const by = event.shiftKey ? event.deltaY : event.deltaX;
      change((now) => {
        if (sideways) return panned(now, whole, (by / widthPixels) * (now.endMs - now.startMs));
        const around = hitOf(now, widthPixels, { x: event.offsetX, y: 0 }).atMs;
        return zoomed(now, whole, Math.exp(-event.deltaY * 0.0016), around);
      });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [canvas, whole, change]);
}

export interface Hover {
  readonly x: number;
  readonly row: number;
  readonly atMs: number;
  /** The flag under the pointer. */
  readonly mark: TimelineMark | undefined;
}

interface Desk {
  readonly marks: readonly TimelineMark[];
  readonly view: View;
  readonly whole: Whole;
  readonly widthPixels: number;
  readonly onView: (view: View) => void;
  readonly onSeek: (toMs: number) => void;
  readonly onHover: (hover: Hover | null) => void;
}

/** One finger or the mouse seeks, two fingers pinch. */
export function usePointers(desk: Desk) {
  const pointers = useRef(new Map<number, { readonly x: number; readonly y: number }>());
  const { view, whole, widthPixels } = desk;
  const place = ({ nativeEvent }: PointerEvent) => ({
    x: nativeEvent.offsetX,
    y: nativeEvent.offsetY,
  });
  const flagAt = (at: { readonly x: number; readonly y: number }) =>
    markAt(desk.marks, { view, widthPixels, ...at });
  const lift = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, place(event));
      const at = place(event);
      if (pointers.current.size === 1)
        desk.onSeek(flagAt(at)?.atMs ?? hitOf(view, widthPixels, at).atMs);
    },
    onPointerMove: (event: PointerEvent) => {
      const now = place(event);
      const before = pointers.current.get(event.pointerId);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (before !== undefined && other !== undefined) {
        const reach = (from: { readonly x: number }) => Math.max(8, Math.abs(from.x - other.x));
        const middle = hitOf(view, widthPixels, { x: (now.x + other.x) / 2, y: 0 }).atMs;
        desk.onView(zoomed(view, whole, reach(now) / reach(before), middle));
      } else if (before !== undefined)
        desk.onSeek(flagAt(now)?.atMs ?? hitOf(view, widthPixels, now).atMs);
      if (before !== undefined) pointers.current.set(event.pointerId, now);
      desk.onHover({ x: now.x, ...hitOf(view, widthPixels, now), mark: flagAt(now) });
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onPointerLeave: () => desk.onHover(null),
  };
}
