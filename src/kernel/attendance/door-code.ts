import { toBase64, utf8 } from "../bytes.ts";

/** A door's code changes every half minute; the one before is still taken, so that a slow phone gets in. */
export const doorStepMs = 30_000;
const macCharacters = 22;

export type Mac = (message: Uint8Array) => Uint8Array;

export interface Door {
  readonly lessonId: string;
  readonly venueId: string;
}

export function stepAt(atMs: number): number {
  return Math.floor(atMs / doorStepMs);
}

export function nextStepMs(atMs: number): number {
  return (stepAt(atMs) + 1) * doorStepMs;
}

/** The text of a code: the lesson, and a MAC over venue, lesson and step. It names no step. */
export function doorText(mac: Mac, door: Door, step: number): string {
  return `${door.lessonId.replaceAll("-", "")}.${tag(mac, door, step)}`;
}

/** Whether a text is this door's of now or of the step before; `same` compares without telling where. */
export function isDoorText(
  text: string,
  door: Door,
  by: {
    readonly mac: Mac;
    readonly atMs: number;
    readonly same: (a: string, b: string) => boolean;
  },
): boolean {
  const step = stepAt(by.atMs);
  const fits = [step, step - 1].map((one) => by.same(text, doorText(by.mac, door, one)));
  return fits.includes(true);
}

/** The lesson a text names; whether the text is true is another question. */
export function lessonOfText(text: string): string | undefined {
  const match = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\./.exec(text);
  return match === null ? undefined : match.slice(1).join("-");
}

function tag(mac: Mac, door: Door, step: number): string {
  const message = utf8(`liuhen-door-1\n${door.venueId}\n${door.lessonId}\n${step}`);
  return toBase64(mac(message)).replaceAll("+", "-").replaceAll("/", "_").slice(0, macCharacters);
}
