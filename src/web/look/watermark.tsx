import { useEffect, useState } from "react";
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

/** Name, account, time and terminal over every picture; it moves, so no crop takes it away. */
export function Watermark(props: { readonly text: string }) {
  const [at, setAt] = useState(() => nowMs());
  useEffect(() => {
    const timer = setInterval(() => setAt(nowMs()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const [left, top] = places[Math.floor(at / 6_000) % places.length] ?? places[0];
  return (
    <div className="watermark" aria-hidden style={{ left: `${left}%`, top: `${top}%` }}>
      <span>{props.text}</span>
      <span>{daySecond(at)}</span>
    </div>
  );
}
