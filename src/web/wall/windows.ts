/** Which camera stands in which window; pure. */
export const layouts = [1, 4, 9, 16] as const;
export type Layout = (typeof layouts)[number];
export type Windows = readonly (string | null)[];

interface Standing {
  readonly cameraId: string;
  readonly venueId: string;
}

/** At first the cameras of the venue asked for, else the first ones of the list. */
export function firstWindows(
  cameras: readonly Standing[],
  venueId: string | undefined,
  layout: Layout,
): Windows {
  const here =
    venueId === undefined ? cameras : cameras.filter((camera) => camera.venueId === venueId);
  return Array.from({ length: layout }, (_, at) => here[at]?.cameraId ?? null);
}

/** A camera stands in one window only: put elsewhere, it changes places with what was there. */
export function placed(windows: Windows, at: number, cameraId: string | null): Windows {
  const before = windows[at] ?? null;
  const old = cameraId === null ? -1 : windows.indexOf(cameraId);
  return windows.map((one, index) => (index === at ? cameraId : index === old ? before : one));
}

export function arranged(windows: Windows, layout: Layout): Windows {
  const kept = windows.filter((one) => one !== null);
  return Array.from(
    { length: layout },
    (_, at) => (windows.length <= layout ? windows[at] : kept[at]) ?? null,
  );
}
