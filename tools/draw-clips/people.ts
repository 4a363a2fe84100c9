import { group, limb, n, oval, path, rect } from "./drawing.ts";
import type { Moment } from "./drawing.ts";

export interface Looks {
  readonly hair: string;
  /** `cap`: theatre cap. */
  readonly head: "short" | "bun" | "cap";
  readonly dress: "coat" | "scrubs" | "navy";
  readonly mask: boolean;
}

const under: Readonly<Record<Looks["dress"], string>> = {
  coat: "url(#coat)",
  scrubs: "url(#scrubs)",
  navy: "url(#navy)",
};
const sleeves: Readonly<Record<Looks["dress"], string>> = {
  coat: "#e9eff3",
  scrubs: "#37938e",
  navy: "#38659a",
};

/** A head seen from the front, its chin at 0,0 and about 76 high. */
export function head(looks: Looks, gaze = 0): string {
  const hair =
    looks.head === "cap"
      ? path("M-33 -44 Q-34 -86 0 -86 Q34 -86 33 -44 Q0 -58 -33 -44Z", "#57b5ad")
      : path(
          "M-34 -34 Q-40 -86 0 -86 Q40 -86 34 -34 Q30 -60 10 -62 Q-20 -60 -28 -54 Q-32 -48 -34 -34Z",
          looks.hair,
        );
  return [
    looks.head === "bun" ? oval([0, -90, 17, 14], looks.hair) : "",
    rect([-13, -14, 26, 30, 10], "#dcab83"),
    oval([-33, -36, 6, 9], "#e6b78f"),
    oval([33, -36, 6, 9], "#e6b78f"),
    path("M-32 -42 Q-34 -80 0 -80 Q34 -80 32 -42 Q30 0 0 2 Q-30 0 -32 -42Z", "url(#skin)"),
    hair,
    oval([-12 + gaze, -38, 3.6, 4.2], "#2b2521"),
    oval([12 + gaze, -38, 3.6, 4.2], "#2b2521"),
    limb([-18 + gaze, -48, -7 + gaze, -49], 2.6, looks.hair),
    limb([7 + gaze, -49, 18 + gaze, -48], 2.6, looks.hair),
    looks.mask
      ? path("M-29 -30 Q0 -22 29 -30 Q28 -2 0 1 Q-28 -2 -29 -30Z", "#cfe6f2") +
        limb([-18, -18, 18, -18], 1.6, "#a9cfe2")
      : path(
          "M-9 -14 Q0 -6 9 -14",
          "none",
          'stroke="#b5654f" stroke-width="3" stroke-linecap="round"',
        ) + path("M-2 -32 Q-5 -24 2 -23", "none", 'stroke="#cf9a73" stroke-width="2.4"'),
  ].join("");
}

/** Upper body behind a bed, shoulders at y = 0, seen from the front. */
export function torso(looks: Looks): string {
  const coat =
    looks.dress === "coat"
      ? path("M-20 -12 L0 46 L20 -12 Q0 -2 -20 -12Z", "#4f9d97") +
        limb([0, 48, 0, 230], 2.5, "#c3d0d8") +
        rect([24, 66, 30, 34, 3], "#eef3f6", 'stroke="#c3d0d8" stroke-width="2"') +
        rect([28, 58, 22, 13, 2], "#4a8fc4")
      : path("M-18 -12 L0 26 L18 -12 Q0 -4 -18 -12Z", "#f3cfae");
  return (
    path(
      "M-24 -14 Q-70 -8 -80 26 L-66 240 H66 L80 26 Q70 -8 24 -14 Q0 0 -24 -14Z",
      under[looks.dress],
    ) + coat
  );
}

/**
 * Somebody who presses the chest, standing behind the bed: hands at 0,0, shoulders above. Body and
 * arms go down by `travel` on the beat.
 */
export function rescuer(
  looks: Looks,
  moment: Moment,
  travel: number,
): { body: string; arms: string } {
  const down = moment.depth * travel;
  const lean = `translate(0 ${n(-186 + down)})`;
  const bend = (1 - moment.depth) * 3;
  return {
    body: group(lean, torso(looks), group("translate(0 -6)", head(looks))),
    arms: group(
      `translate(0 ${n(down)})`,
      limb([-66, -152, -44 - bend, -84, -8, -22], 31, sleeves[looks.dress]),
      limb([66, -152, 44 + bend, -84, 8, -22], 31, sleeves[looks.dress]),
      limb([-64, -150, -43 - bend, -86, -9, -26], 3, "#b7c6cf"),
      limb([64, -150, 43 + bend, -86, 9, -26], 3, "#b7c6cf"),
      limb([-9, -24, -2, -8], 21, "#e9bd97"),
      limb([9, -24, 2, -8], 21, "#f1caa6"),
      rect([-20, -12, 40, 17, 8], "#e9bd97"),
      rect([-16, -17, 34, 15, 7], "#f3cfae"),
      limb([-8, -13, -8, -5], 1.6, "#c99870"),
      limb([0, -13, 0, -5], 1.6, "#c99870"),
      limb([8, -13, 8, -5], 1.6, "#c99870"),
    ),
  };
}

/** A manikin lying on a 600-wide bed, face up, head on the left, its back at y = 0. */
export function manikin(depth: number, travel: number): string {
  const chest = -62 + depth * travel;
  return [
    rect([36, -16, 128, 24, 12], "#ffffff"),
    rect([36, -4, 128, 12, 6], "#cfdfe8"),
    path("M330 -40 Q440 -48 546 -34 Q566 -56 572 -52 Q580 -20 572 -4 H330Z", "url(#trousers)"),
    limb([340, -18, 548, -16], 2.5, "#33434f"),
    path("M546 -36 Q566 -62 576 -54 Q586 -22 574 -2 H548Z", "#2d3a44"),
    path(
      `M150 -10 Q148 -46 186 -52 Q210 ${n(chest - 4)} 252 ${n(chest)} Q310 ${n(-58 + depth * travel * 0.4)} 346 -42 V2 H160 Q150 0 150 -10Z`,
      "url(#jacket)",
    ),
    path(
      `M236 ${n(chest + 1)} Q252 ${n(chest + 3)} 268 ${n(chest + 1)} L262 2 H242Z`,
      "#e9f1f6",
      'opacity="0.35"',
    ),
    limb([190, -26, 250, -12, 322, -12], 24, "#3d7dae"),
    limb([318, -12, 344, -12], 18, "#e0b48d"),
    path("M132 -34 Q150 -44 172 -44 L174 -14 Q150 -6 134 -10Z", "url(#plastic)"),
    oval([108, -32, 36, 31], "url(#plastic)"),
    path("M96 -60 Q99 -74 106 -61Z", "#dba77e"),
    path("M72 -34 Q70 -62 92 -63 Q80 -48 82 -24 Q84 -8 96 -4 Q74 -8 72 -34Z", "#7a5a44"),
    oval([90, -56, 3, 1.8], "#6b4e3a"),
    path("M117 -60 q4 -3 8 0", "none", 'stroke="#b3684e" stroke-width="3"'),
    oval([100, -26, 6, 8], "#cf9c74"),
  ].join("");
}

/** Somebody standing, whole figure, feet at 0,0, about 330 high. */
export function standing(
  looks: Looks,
  pose: { readonly arms: string; readonly gaze?: number },
): string {
  const legs = looks.dress === "coat" ? "#4a5b66" : "#2f6f6c";
  return [
    oval([0, 0, 70, 10], "#000", 'opacity="0.16"'),
    limb([-20, -120, -21, -14], 34, legs),
    limb([20, -120, 21, -14], 34, legs),
    rect([-42, -16, 38, 16, 8], "#f4f6f7"),
    rect([4, -16, 38, 16, 8], "#f4f6f7"),
    group("translate(0 -246) scale(0.72 0.76)", torso(looks)),
    group("translate(0 -252) scale(0.8)", head(looks, pose.gaze ?? 0)),
    pose.arms,
  ].join("");
}

export function sleeve(points: readonly number[], looks: Looks): string {
  const last = points.slice(-2);
  return limb(points, 27, sleeves[looks.dress]) + oval([...last, 12], "#efc6a2");
}

export function clipboard(x: number, y: number): string {
  return group(
    `translate(${n(x)} ${n(y)}) rotate(-8)`,
    rect([-30, -40, 60, 78, 5], "#9a7550"),
    rect([-25, -32, 50, 66, 2], "#ffffff"),
    rect([-12, -44, 24, 11, 4], "#7d8f97"),
    ...[0, 1, 2, 3, 4].map((row) => rect([-18, -22 + row * 11, 36 - (row % 2) * 10, 4], "#b9c8ce")),
  );
}
