import { useEffect, useRef, useState } from "react";
import type { MarkHarm } from "../../contract/looking.ts";
import { cellOpacity, cellPixels, markCells, markSigns } from "../../kernel/watermark.ts";
import { MarkGuard } from "../player/mark-guard.ts";
import { daySecond } from "./times.ts";
import { nowMs } from "./now.ts";
import "./watermark.css";

const places = [
  [6, 10],
  [48, 62],
  [22, 78],
  [60, 18],
  [10, 48],
  [52, 40],
  [30, 22],
  [64, 72],
] as const;

interface Mark {
  /** Name, account and terminal, read by people. */
  readonly text: string;
  /** The code read by the house, and since when its minutes count. */
  readonly code: string;
  readonly startedAtMs: number;
}

/**
 * Both watermarks of a picture (S0-14.1): a line that moves, and a square of cells a little lighter or
 * darker, repeated over all of it, that survives a screenshot. `onHarm` hears when one of them is gone.
 */
export function Watermark(props: Mark & { readonly onHarm?: (harm: MarkHarm) => void }) {
  const [at, setAt] = useState(() => nowMs());
  const line = useRef<HTMLDivElement>(null);
  const { onHarm } = props;
  const hear = useRef(onHarm);
  useEffect(() => {
    hear.current = onHarm;
  }, [onHarm]);
  useEffect(() => {
    const timer = setInterval(() => setAt(nowMs()), 1_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    const frame = line.current?.parentElement;
    if (frame === null || frame === undefined) return;
    const guard = new MarkGuard(frame, (harm) => hear.current?.(harm));
    return () => guard.close();
  }, []);
  const [left, top] = places[Math.floor(at / 6_000) % places.length] ?? places[0];
  const minute = Math.max(0, Math.floor((at - props.startedAtMs) / 60_000));
  return (
    <>
      <Dense code={props.code} minute={minute} />
      <div
        ref={line}
        className="watermark"
        data-mark="line"
        aria-hidden
        style={{ left: `${left}%`, top: `${top}%` }}
      >
        <span>{props.text}</span>
        <span>{daySecond(at)}</span>
      </div>
    </>
  );
}

/** The square, repeated from the corner of the page, so that pictures side by side continue each other. */
function Dense(props: { readonly code: string; readonly minute: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { code, minute } = props;
  useEffect(() => {
    const element = canvas.current;
    const square = element === null ? undefined : squareOf({ code, minute });
    if (element === null || square === undefined) return;
    const paint = () => paintSquares(element, square);
    paint();
    const watcher = new ResizeObserver(paint);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [code, minute]);
  return <canvas ref={canvas} className="watermark-dense" data-mark="dense" aria-hidden />;
}

const squarePixels = markCells * cellPixels;

function squareOf(payload: { code: string; minute: number }): HTMLCanvasElement | undefined {
  const signs = markSigns(payload);
  const square = document.createElement("canvas");
  square.width = squarePixels;
  square.height = squarePixels;
  const context = square.getContext("2d");
  if (signs === undefined || context === null) return undefined;
  for (const [cell, sign] of signs.entries()) {
    context.fillStyle = `rgb(${sign > 0 ? "255 255 255" : "0 0 0"} / ${cellOpacity})`;
    const x = (cell % markCells) * cellPixels;
    context.fillRect(x, Math.floor(cell / markCells) * cellPixels, cellPixels, cellPixels);
  }
  return square;
}

function paintSquares(element: HTMLCanvasElement, square: HTMLCanvasElement): void {
  const { width, height } = element.getBoundingClientRect();
  element.width = Math.max(1, Math.round(width));
  element.height = Math.max(1, Math.round(height));
  const context = element.getContext("2d");
  const pattern = context?.createPattern(square, "repeat");
  if (context === null || pattern === null || pattern === undefined) return;
  const { left, top } = cornerOf(element);
  context.fillStyle = pattern;
  context.translate(-left, -top);
  context.fillRect(left, top, element.width, element.height);
}

/** Where the picture lies among its neighbours, in whole squares left out. */
function cornerOf(element: HTMLElement): { readonly left: number; readonly top: number } {
  const own = element.getBoundingClientRect();
  const all = element.closest("[data-mark-ground]")?.getBoundingClientRect() ?? own;
  const within = (pixels: number) =>
    ((Math.round(pixels) % squarePixels) + squarePixels) % squarePixels;
  return { left: within(own.left - all.left), top: within(own.top - all.top) };
}
