import { frameStrip, frameStripCells } from "../../src/kernel/media/frame-strip.ts";
import { rect, space, text } from "./drawing.ts";
import type { Moment } from "./drawing.ts";
import { gradients } from "./furniture.ts";

/** One frame as SVG: scene, camera's label, notice that it is synthetic, frame number strip. */
export function picture(scene: (moment: Moment) => string, label: string, moment: Moment): string {
  const { width, height } = space;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<defs>${gradients}</defs>`,
    scene(moment),
    caption(label),
    strip(moment.frame),
    "</svg>",
  ];
  return parts.join("");
}

function caption(label: string): string {
  const bold =
    'font-weight="700" stroke="#12303c" stroke-opacity="0.75" stroke-width="5" paint-order="stroke"';
  const notice =
    'text-anchor="end" stroke="#12303c" stroke-opacity="0.75" stroke-width="4" paint-order="stroke"';
  return (
    text([26, 56, 38], label, "#ffffff", bold) +
    text([space.width - 26, space.height - 24, 24], "合成演示画面", "#ffffff", notice)
  );
}

function strip(frame: number): string {
  const unit = space.width / frameStrip.unitsAcross;
  const plate = frameStrip.plateUnits * unit;
  const left = frameStrip.leftUnits * unit;
  const top = space.height - (frameStrip.bottomUnits + 1) * unit;
  const wide = frameStrip.cells * unit + 2 * plate;
  const cells = frameStripCells(frame).map((cell, at) =>
    rect([left + at * unit, top, unit, unit], cell === 1 ? "#ffffff" : "#000000"),
  );
  return rect([left - plate, top - plate, wide, unit + 2 * plate], "#000000") + cells.join("");
}
