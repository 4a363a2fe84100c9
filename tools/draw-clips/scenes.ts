import { group, limb, n, oval, path, rect, sway, text, times } from "./drawing.ts";
import type { Moment } from "./drawing.ts";
import { bed, cabinet, cart, clock, poster, screen, windowPane } from "./furniture.ts";
import { clipboard, manikin, rescuer, sleeve, standing } from "./people.ts";
import type { Looks } from "./people.ts";

const trainees: readonly Looks[] = [
  { hair: "#2a211c", head: "short", dress: "coat", mask: true },
  { hair: "#3b2a20", head: "bun", dress: "scrubs", mask: true },
  { hair: "#241d1a", head: "cap", dress: "coat", mask: true },
  { hair: "#33261e", head: "short", dress: "scrubs", mask: true },
];
export const teacher: Looks = { hair: "#3a2c24", head: "short", dress: "coat", mask: false };

/** A bed with a manikin and somebody who presses; the bed's middle foot stands at x, y. */
function stationAt(at: readonly number[], looks: Looks, moment: Moment): string {
  const [x = 0, y = 0, scale = 1] = at;
  const { body, arms } = rescuer(looks, moment, 13);
  return group(
    `translate(${n(x)} ${n(y)}) scale(${n(scale)}) translate(-300 -190)`,
    group("translate(252 -62)", body),
    bed(),
    manikin(moment.depth, 13),
    group("translate(252 -62)", arms),
  );
}

function observer(at: readonly number[], looks: Looks, moment: Moment): string {
  const [x = 0, y = 0, scale = 1, turn = 0] = at;
  const nod = sway(moment, 3, turn) * 2;
  const arms =
    sleeve([-50, -222, -58, -160, -18, -150], looks) +
    sleeve([50, -222, 56, -164, 22, -156 + nod], looks) +
    clipboard(0, -158);
  return group(
    `translate(${n(x)} ${n(y)}) scale(${n(scale)})`,
    standing(looks, { arms, gaze: sway(moment, 2, turn) * 3 }),
  );
}

/** 实训场地: the whole room, two rows of stations, the teacher before the screen. */
export function venue(moment: Moment): string {
  const point = sway(moment, 3) * 10;
  const arms =
    sleeve([-50, -222, -66, -176, -60, -128], teacher) +
    sleeve([50, -222, 96, -236, 128, -262 + point], teacher);
  return [
    rect([0, 0, 1280, 720], "url(#ceiling)"),
    path("M190 96 H1090 V392 H190Z", "url(#wall)"),
    path("M0 0 L190 96 V392 L0 560Z", "url(#wallSide)"),
    path("M1280 0 L1090 96 V392 L1280 560Z", "url(#wallSide)"),
    path("M0 560 L190 392 H1090 L1280 560 V720 H0Z", "url(#floor)"),
    times(5, (at) => limb([340 + at * 150, 392, -60 + at * 350, 720], 1.5, "#9aadb0")),
    limb([190, 392, 1090, 392], 8, "#9fb4b8"),
    times(3, (at) =>
      path(`M${330 + at * 230} 30 h150 l${at * 12 - 8} 36 h-170Z`, "#ffffff", 'opacity="0.95"'),
    ),
    windowPane(236, 150, 210, 132),
    screen([510, 132, 300, 172], moment),
    clock(868, 158, 34, moment),
    poster(936, 138, 108, 158),
    cabinet(240, 308, 190, 84),
    path("M1146 150 L1216 130 V500 L1146 446Z", "#b9926a") + oval([1160, 310, 5, 8], "#e8dcc8"),
    path("M24 150 L120 176 V330 L24 366Z", "#f5f9f9") +
      path("M36 170 L108 188 V318 L36 346Z", "#8fb9d6", 'opacity="0.55"'),
    group("translate(858 402) scale(0.62)", standing(teacher, { arms, gaze: -3 })),
    stationAt([430, 446, 0.44], trainees[3] ?? teacher, moment),
    stationAt([690, 446, 0.44], trainees[2] ?? teacher, moment),
    cart(980, 366, 0.62),
    observer([140, 590, 0.8, 0.1], trainees[3] ?? teacher, moment),
    stationAt([410, 664, 0.76], trainees[0] ?? teacher, moment),
    stationAt([930, 664, 0.76], trainees[1] ?? teacher, moment),
    observer([1204, 618, 0.84, 0.6], trainees[2] ?? teacher, moment),
  ].join("");
}

/** 操作工位: one station from its side. */
export function station(moment: Moment): string {
  return [
    rect([0, 0, 1280, 470], "url(#wall)"),
    rect([0, 470, 1280, 250], "url(#floor)"),
    rect([0, 458, 1280, 14], "#9fb4b8"),
    rect([0, 330, 1280, 8], "#cddcdd"),
    windowPane(70, 130, 250, 170),
    clock(430, 176, 50, moment),
    poster(1010, 110, 150, 214),
    cart(1090, 420, 1.15),
    observer([218, 668, 1.24, 0.3], trainees[1] ?? teacher, moment),
    stationAt([690, 690, 1.14], trainees[0] ?? teacher, moment),
  ].join("");
}

/** 学员动作: the hands on the chest, from near, with the depth beside them. */
export function hands(moment: Moment): string {
  const down = moment.depth * 46;
  const dent = 372 + down;
  return [
    rect([0, 0, 1280, 720], "url(#far)"),
    rect([150, -20, 250, 190, 6], "#dbeaf1", 'opacity="0.8"') +
      rect([268, -20, 12, 190], "#b4c9cf"),
    rect([0, 250, 1280, 12], "#a3babf"),
    rect([0, 470, 1280, 250], "url(#sheet)"),
    path(
      "M-20 700 V420 Q40 330 130 318 Q230 306 262 380 Q280 470 268 610 L240 700Z",
      "url(#plastic)",
    ),
    path(
      "M120 322 Q196 350 236 452",
      "none",
      'stroke="#c99672" stroke-width="5" stroke-linecap="round"',
    ),
    path(
      `M206 720 Q176 414 318 372 Q470 344 560 ${n(dent - 8)} Q640 ${n(dent + 22)} 720 ${n(dent - 8)} Q850 352 1010 372 Q1140 390 1300 430 V720Z`,
      "url(#jacket)",
    ),
    path("M318 372 Q352 396 372 470 Q340 450 262 470 Q270 396 318 372Z", "#3d7dae"),
    path(`M640 ${n(dent + 30)} Q632 580 640 720`, "none", 'stroke="#2c628f" stroke-width="5"'),
    path(
      `M520 ${n(dent + 6)} Q640 ${n(dent + 66)} 760 ${n(dent + 6)} Q640 ${n(dent + 112)} 520 ${n(dent + 6)}Z`,
      "#2a5f8d",
      'opacity="0.45"',
    ),
    path("M850 470 Q960 446 1080 470 L1070 530 Q960 508 860 530Z", "#2f6a9a"),
    rect([930, 560, 110, 62, 8], "#eaf2f7") +
      text([985, 602, 30], "AED", "#2f6a9a", 'text-anchor="middle" font-weight="700"'),
    group(`translate(640 ${n(dent)})`, pressingHands()),
    gauge(moment),
  ].join("");
}

function pressingHands(): string {
  const finger = (at: number) =>
    limb(
      [-66 + at * 32, -26, -62 + at * 34, 12 - Math.abs(at - 1.5) * 5],
      29,
      at % 2 === 0 ? "#f2cba8" : "#eec29c",
    );
  const knuckle = (at: number) => limb([-68 + at * 33, -34, -57 + at * 33, -36], 3, "#cf9d76");
  return [
    path("M-190 -520 H190 L120 -250 Q0 -200 -120 -250Z", "#c9d7de"),
    path("M-60 -520 H60 L0 -330Z", "#6fb0ab"),
    limb([-64, -104, -20, -36], 58, "#e7b993"),
    limb([64, -104, 20, -36], 58, "#efc7a3"),
    path("M-400 -520 L-170 -520 Q-120 -280 -26 -146 L-98 -92 Q-270 -260 -400 -520Z", "url(#coat)"),
    path("M400 -520 L170 -520 Q120 -280 26 -146 L98 -92 Q270 -260 400 -520Z", "url(#coatShade)"),
    path("M-170 -520 Q-120 -280 -26 -146 L-44 -132 Q-150 -290 -196 -520Z", "#c3d1d9"),
    path("M400 -520 Q270 -260 98 -92 L84 -104 Q250 -280 372 -520Z", "#b9c8d1"),
    path(
      "M-300 -320 Q-240 -330 -190 -380",
      "none",
      'stroke="#cfdbe1" stroke-width="5" stroke-linecap="round"',
    ),
    path(
      "M290 -330 Q230 -340 186 -392",
      "none",
      'stroke="#b4c4cd" stroke-width="5" stroke-linecap="round"',
    ),
    limb([-98, -96, -28, -148], 12, "#ffffff"),
    limb([98, -96, 28, -148], 12, "#e4ecf0"),
    path(
      "M-92 -30 Q-96 -66 -40 -70 L52 -68 Q96 -62 92 -24 Q90 22 30 28 H-40 Q-88 22 -92 -30Z",
      "#e4b48c",
    ),
    path(
      "M-84 -44 Q-80 -84 -24 -84 L40 -82 Q86 -76 82 -40 Q78 -8 40 -6 H-44 Q-82 -10 -84 -44Z",
      "#f0c8a4",
    ),
    times(5, finger),
    times(4, knuckle),
    limb([-86, -36, -98, 2], 26, "#edc19b"),
    limb([88, -34, 98, 4], 26, "#e7b78f"),
  ].join("");
}

/** The depth as a trainer shows it: 5 to 6 cm is green. */
function gauge(moment: Moment): string {
  const top = 190;
  const depth = moment.depth * 5.6;
  const mark = (cm: number) =>
    limb([1146, top + cm * 34, 1162, top + cm * 34], 3, "#5b727c") +
    text([1134, top + cm * 34 + 8, 22], String(cm), "#41565f", 'text-anchor="end"');
  return [
    rect([1084, 128, 150, 330, 16], "#ffffff", 'opacity="0.94"'),
    text([1159, 168, 24], "按压深度", "#2b444f", 'text-anchor="middle" font-weight="700"'),
    rect([1164, top, 34, 238, 8], "#dfe9ec"),
    rect([1164, top + 5 * 34, 34, 34], "#a7e2c3"),
    rect([1164, top, 34, depth * 34, 8], depth > 5 ? "#27a06a" : "#4a8fc4"),
    times(8, mark),
    limb([1158, top + depth * 34, 1204, top + depth * 34], 5, "#d4453b"),
  ].join("");
}

/** 教师指导: the teacher beside the board, two trainees listening. */
export function teaching(moment: Moment): string {
  const point = { x: 742 + sway(moment, 2) * 30, y: 268 + sway(moment, 3, 0.2) * 36 };
  const hand = { x: point.x - 130, y: point.y + 84 };
  const breath = sway(moment, 4) * 2;
  return [
    rect([0, 0, 1280, 720], "url(#wall)"),
    rect([0, 640, 1280, 80], "url(#floor)"),
    rect([0, 630, 1280, 12], "#9fb4b8"),
    board(moment),
    clock(140, 190, 56, moment),
    cabinet(20, 450, 180, 186),
    group(
      `translate(400 ${n(866 + breath)}) scale(1.875)`,
      standing(teacher, { arms: "", gaze: 4 }),
    ),
    limb([490, 442 + breath, 560, 512, hand.x, hand.y], 52, "#cfdae1"),
    limb([489, 439 + breath, 559, 508, hand.x, hand.y], 48, "#eef3f6"),
    oval([hand.x, hand.y, 21], "#efc6a2"),
    limb([hand.x + 4, hand.y - 4, point.x, point.y], 6, "#394b55"),
    oval([point.x, point.y, 7], "#d4453b"),
    limb([311, 442 + breath, 286, 560, 330, 640], 52, "#cfdae1"),
    limb([312, 440 + breath, 288, 558, 331, 638], 48, "#e9eff3"),
    oval([334, 644, 21], "#e9bd97"),
    listener(900, 760, 0.1, moment),
    listener(1130, 780, 0.5, moment),
  ].join("");
}

function board(moment: Moment): string {
  const steps = ["判断意识", "胸外按压", "开放气道", "人工呼吸"];
  const step = (at: number) => {
    const now = Math.floor(moment.seconds / 3) === at;
    const x = 650 + at * 142;
    return (
      rect([x, 330, 128, 50, 10], now ? "#2f8f8a" : "#e4eeef") +
      text(
        [x + 64, 364, 25],
        steps[at] ?? "",
        now ? "#ffffff" : "#48606a",
        'text-anchor="middle" font-weight="700"',
      )
    );
  };
  return [
    rect([598, 112, 632, 340, 8], "#8fa3ab"),
    rect([610, 124, 608, 316, 4], "#fcfdfd"),
    text([650, 186, 40], "心肺复苏实训要点", "#22414d", 'font-weight="700"'),
    rect([650, 206, 336, 5, 2], "#2f8f8a"),
    text([790, 256, 28], "按压 : 通气 = 30 : 2", "#3c5661"),
    text([790, 302, 28], "频率 100–120 次/分", "#3c5661"),
    text([1050, 302, 28], "深度 5–6 cm", "#3c5661"),
    times(4, step),
    path(
      "M1040 232 q-26 -34 -50 -8 q-18 24 50 66 q68 -42 50 -66 q-24 -26 -50 8Z",
      "#e0725c",
      `transform="translate(${n(1120 - 1120 * (1 + moment.depth * 0.05))} ${n(250 - 250 * (1 + moment.depth * 0.05))}) scale(${n(1 + moment.depth * 0.05)}) translate(78 -62)"`,
    ),
    rect([598, 450, 632, 12, 4], "#b4c3c9"),
    rect([660, 442, 60, 10, 4], "#d4453b"),
    rect([730, 442, 60, 10, 4], "#2f6a9a"),
  ].join("");
}

/** A trainee from behind: hair and shoulders. */
function listener(x: number, y: number, offset: number, moment: Moment): string {
  const tilt = sway(moment, 2, offset) * 3;
  return group(
    `translate(${n(x)} ${n(y)}) rotate(${n(tilt)})`,
    path(
      "M-150 40 Q-150 -90 -46 -112 H46 Q150 -90 150 40Z",
      offset < 0.3 ? "url(#scrubs)" : "url(#coat)",
    ),
    rect([-24, -146, 48, 52, 16], "#dcab83"),
    oval([-60, -186, 10, 16], "#e6b78f"),
    oval([60, -186, 10, 16], "#e6b78f"),
    path(
      "M-62 -180 Q-66 -266 0 -268 Q66 -266 62 -180 Q56 -128 0 -124 Q-56 -128 -62 -180Z",
      offset < 0.3 ? "#2d231d" : "#3d2c22",
    ),
  );
}
