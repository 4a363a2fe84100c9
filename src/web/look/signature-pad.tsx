import { Button } from "antd";
import SignaturePad from "signature_pad";
import { useEffect, useId, useRef } from "react";
import type { Strokes } from "../../contract/approval.ts";
import { useWords } from "../words/index.ts";
import { field, pointsOf, strokesOf } from "./strokes.ts";
import { useAppearance } from "./theme.ts";
import "./signature.css";

const pen = { minWidth: 0.9, maxWidth: 2.6, dotSize: 1.6, minDistance: 1 };

function draw(pad: SignaturePad, canvas: HTMLCanvasElement, strokes: Strokes | null): void {
  const ratio = Math.max(window.devicePixelRatio, 1);
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.getContext("2d")?.scale(ratio, ratio);
  const { minWidth, maxWidth, dotSize } = pen;
  const group = {
    minWidth,
    maxWidth,
    dotSize,
    penColor: pad.penColor,
    velocityFilterWeight: 0.7,
    compositeOperation: "source-over" as const,
  };
  pad.clear();
  pad.fromData(
    (strokes ?? []).map((stroke, number) => ({
      ...group,
      points: pointsOf(stroke).map(({ x, y }, at) => ({
        x: (x * width) / field.width,
        y: (y * height) / field.height,
        pressure: 0.5,
        // Speed makes the width: redrawn strokes are drawn at an even pace.
        time: number * 10_000 + at * 20,
      })),
    })),
  );
}

/**
 * A field to sign in with finger, pen or mouse. Gives strokes within the contract's bounds, or null when
 * empty. What was drawn stays when the field changes its size or its colours.
 */
export function SignaturePadField(props: {
  readonly value: Strokes | null;
  readonly onChange: (strokes: Strokes | null) => void;
}) {
  const { t } = useWords();
  const hintId = useId();
  const { dark } = useAppearance();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const padRef = useRef<SignaturePad>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return;
    const pad = new SignaturePad(canvas, { ...pen, penColor: dark ? "#e8e4da" : "#1a1e23" });
    padRef.current = pad;
    pad.addEventListener("endStroke", () => {
      const { width, height } = canvas.getBoundingClientRect();
      const drawn = pad.toData().map((group) => group.points);
      latest.current.onChange(strokesOf(drawn, { width, height }));
    });
    const watch = new ResizeObserver(() => draw(pad, canvas, latest.current.value));
    watch.observe(canvas);
    return () => {
      watch.disconnect();
      pad.off();
    };
  }, [dark]);
  const clear = () => {
    padRef.current?.clear();
    props.onChange(null);
  };
  return (
    <div className="sign-pad">
      <canvas
        ref={canvasRef}
        role="img"
        aria-label={t("signing/pad")}
        aria-describedby={hintId}
        data-signed={props.value === null ? "no" : "yes"}
      />
      {props.value === null ? (
        <span className="sign-pad-word" aria-hidden>
          {t("signing/padHere")}
        </span>
      ) : null}
      <div className="sign-pad-foot">
        <span className="quiet" id={hintId}>
          {t("signing/padHint")}
        </span>
        <Button size="small" disabled={props.value === null} onClick={clear}>
          {t("signing/padClear")}
        </Button>
      </div>
    </div>
  );
}

/** A signature as it was drawn. `by` names the signer for those who do not see it. */
export function SignatureImage(props: { readonly strokes: Strokes; readonly by: string }) {
  const { t } = useWords();
  return (
    <svg
      className="signature"
      viewBox={`-8 -8 ${field.width + 16} ${field.height + 16}`}
      role="img"
      aria-label={t("signing/signatureOf", { name: props.by })}
    >
      {props.strokes.map((stroke, at) => {
        const points = pointsOf(stroke);
        const [first] = points;
        // A point alone has no length and would not be drawn.
        const shown = points.length === 1 && first !== undefined ? [first, first] : points;
        return <polyline key={at} points={shown.map(({ x, y }) => `${x},${y}`).join(" ")} />;
      })}
    </svg>
  );
}
