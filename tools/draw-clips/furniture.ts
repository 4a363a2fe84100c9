import { fade, group, limb, n, oval, path, rect, text, times } from "./drawing.ts";
import type { Moment } from "./drawing.ts";

/** Gradients every scene may name. */
export const gradients = [
  fade("wall", "#eef4f4", "#dbe7e8"),
  fade("far", "#c9dbde", "#b3c8cc"),
  fade("wallSide", "#d5e3e4", "#c6d7d9"),
  fade("floor", "#c3d0d2", "#a9babd"),
  fade("ceiling", "#f7fafa", "#e6eeee"),
  fade("sky", "#b9dcf0", "#e9f5fa"),
  fade("coat", "#ffffff", "#dfe7ec"),
  fade("coatShade", "#f1f5f8", "#cfdae1"),
  fade("scrubs", "#3fa09a", "#2c7f7c"),
  fade("navy", "#3f6ea3", "#2d5482"),
  fade("skin", "#f3cfae", "#e3b48d"),
  fade("plastic", "#efcdaf", "#d8a981"),
  fade("sheet", "#ffffff", "#d9e5ec"),
  fade("wood", "#d6b48c", "#b98f63"),
  fade("screen", "#12344a", "#0b2231"),
  fade("jacket", "#4a8fc4", "#2f6a9a"),
  fade("trousers", "#566a7c", "#3f5060"),
].join("");

/** A wall clock whose second hand goes on its way; `r` is its radius. */
export function clock(x: number, y: number, r: number, moment: Moment): string {
  const angle = moment.seconds * 6;
  const hand = (degrees: number, length: number, width: number, colour: string) =>
    group(`rotate(${n(degrees)})`, limb([0, r * 0.16, 0, -length], width, colour));
  return group(
    `translate(${n(x)} ${n(y)})`,
    oval([2, 5, r + 2], "#000", 'opacity="0.15"'),
    oval([0, 0, r], "#35505e"),
    oval([0, 0, r * 0.88], "#ffffff"),
    times(12, (hour) =>
      group(`rotate(${hour * 30})`, limb([0, -r * 0.76, 0, -r * 0.66], r * 0.06, "#35505e")),
    ),
    hand(285, r * 0.42, r * 0.09, "#22343e"),
    hand(180 + angle / 60, r * 0.62, r * 0.07, "#22343e"),
    hand(angle, r * 0.7, r * 0.045, "#d4453b"),
    oval([0, 0, r * 0.08], "#d4453b"),
  );
}

/** A window with blinds half down. */
export function windowPane(x: number, y: number, w: number, h: number): string {
  return [
    rect([x - 8, y - 8, w + 16, h + 16, 4], "#f9fbfb"),
    rect([x, y, w, h], "url(#sky)"),
    path(
      `M${x} ${y + h * 0.8} q${w * 0.25} ${-h * 0.2} ${w * 0.5} 0 t${w * 0.5} ${-h * 0.06} V${y + h} H${x}Z`,
      "#a9cfae",
    ),
    rect([x + w / 2 - 4, y, 8, h], "#f9fbfb"),
    times(6, (at) => rect([x, y + at * h * 0.065, w, h * 0.045], "#f4f6f3", 'opacity="0.92"')),
    rect([x - 14, y + h + 8, w + 28, 10, 3], "#e8efef"),
  ].join("");
}

/** The teaching screen: a heart trace that runs, and the two numbers every trainee learns. */
export function screen(box: readonly number[], moment: Moment): string {
  const [x = 0, y = 0, w = 0, h = 0] = box;
  return [
    rect([x - 8, y - 8, w + 16, h + 16, 8], "#2b3a42"),
    rect([x, y, w, h, 3], "url(#screen)"),
    text([x + w * 0.06, y + h * 0.2, h * 0.13], "心肺复苏 CPR", "#e8f6f5", 'font-weight="700"'),
    trace([x + w * 0.06, y + h * 0.44, w * 0.88, h * 0.16], moment),
    text([x + w * 0.06, y + h * 0.76, h * 0.105], "深度 5–6 cm", "#9fe0d6"),
    text([x + w * 0.06, y + h * 0.92, h * 0.105], "频率 100–120 次/分", "#9fe0d6"),
  ].join("");
}

/** A trace of compressions: one hump a beat, drawn up to now. */
export function trace(box: readonly number[], moment: Moment): string {
  const [x = 0, y = 0, w = 0, h = 0] = box;
  const points: number[] = [];
  const done = (moment.seconds % 3) / 3;
  for (let at = 0; at <= 72 * done; at++) {
    const phase = (at / 72) * 5.5;
    points.push(x + (w * at) / 72, y + h / 2 - (Math.cos(2 * Math.PI * phase) * h) / 2);
  }
  return limb(points, h * 0.09, "#5ff0c8");
}

export function cabinet(x: number, y: number, w: number, h: number): string {
  const door = (at: number) =>
    rect(
      [
        x + 6 + (at % 2) * (w / 2 - 3),
        y + 8 + Math.floor(at / 2) * (h / 2 - 3),
        w / 2 - 9,
        h / 2 - 12,
        3,
      ],
      "#f4f8f8",
    ) +
    rect(
      [
        x + (at % 2 === 0 ? w / 2 - 14 : w / 2 + 8),
        y + h * 0.22 + Math.floor(at / 2) * (h / 2),
        5,
        h * 0.1,
        2,
      ],
      "#8fa5ab",
    );
  return rect([x, y, w, h, 4], "#cddcdd") + times(4, door) + rect([x, y + h, w, 6], "#93a8ab");
}

/** A poster of the steps, as lines and small pictures; nothing to read. */
export function poster(x: number, y: number, w: number, h: number): string {
  const row = (at: number) => {
    const top = y + h * (0.26 + at * 0.18);
    return (
      oval(
        [x + w * 0.2, top + h * 0.06, h * 0.055],
        ["#e0725c", "#f0b24d", "#54b3a4", "#4a8fc4"][at] ?? "",
      ) +
      rect([x + w * 0.36, top + h * 0.02, w * 0.52, h * 0.03], "#9db3ba") +
      rect([x + w * 0.36, top + h * 0.075, w * 0.36, h * 0.03], "#c3d1d5")
    );
  };
  return [
    rect([x + 3, y + 4, w, h, 2], "#000", 'opacity="0.12"'),
    rect([x, y, w, h, 2], "#ffffff"),
    rect([x, y, w, h * 0.18, 2], "#2f8f8a"),
    text(
      [x + w / 2, y + h * 0.135, h * 0.11],
      "急救流程",
      "#ffffff",
      'text-anchor="middle" font-weight="700"',
    ),
    times(4, row),
  ].join("");
}

/** A bed from its side, 600 × 200, its mattress top at y = 0; legs end at y = 190. */
export function bed(): string {
  return [
    oval([300, 192, 300, 14], "#000", 'opacity="0.16"'),
    limb([70, 60, 70, 172], 14, "#9fb1b8"),
    limb([530, 60, 530, 172], 14, "#9fb1b8"),
    limb([70, 130, 530, 130], 8, "#b4c3c9"),
    times(
      2,
      (at) => oval([70 + at * 460, 180, 15], "#4b5b63") + oval([70 + at * 460, 180, 6], "#c9d4d8"),
    ),
    rect([20, 40, 560, 26, 8], "#8aa0a9"),
    rect([10, 0, 580, 46, 16], "url(#sheet)"),
    rect([10, 28, 580, 10], "#b7cbd6", 'opacity="0.7"'),
    rect([-2, -56, 18, 136, 8], "url(#wood)"),
    rect([584, -26, 16, 106, 8], "url(#wood)"),
  ].join("");
}

export function cart(x: number, y: number, scale: number): string {
  return group(
    `translate(${n(x)} ${n(y)}) scale(${n(scale)})`,
    oval([70, 200, 80, 10], "#000", 'opacity="0.15"'),
    times(2, (at) => oval([18 + at * 104, 192, 10], "#4b5b63")),
    rect([0, 40, 140, 146, 8], "#dfe8ea"),
    times(
      3,
      (at) =>
        rect([8, 52 + at * 44, 124, 36, 4], ["#e46a58", "#f2f6f7", "#f2f6f7"][at] ?? "") +
        rect([52, 66 + at * 44, 36, 7, 3], "#8fa5ab"),
    ),
    rect([-6, 30, 152, 14, 5], "#b9c9cd"),
    rect([16, -34, 92, 64, 6], "#2b3a42"),
    rect([23, -27, 78, 46, 3], "#0f2a38"),
    limb([28, -4, 44, -4, 50, -20, 58, 12, 64, -4, 96, -4], 3.5, "#5ff0c8"),
  );
}
