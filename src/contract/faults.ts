/** Kinds of things that go wrong in the world. Status and exit code come from the kind alone. */
export const faultKinds = {
  config: { status: 500, exit: 78 },
  disk_full: { status: 507, exit: 74 },
  disk: { status: 500, exit: 74 },
  database: { status: 503, exit: 69 },
  network: { status: 502, exit: 69 },
  camera: { status: 502, exit: 69 },
  damaged: { status: 500, exit: 65 },
  clock: { status: 503, exit: 70 },
  busy: { status: 503, exit: 75 },
  input: { status: 400, exit: 65 },
  absent: { status: 404, exit: 66 },
} as const;

export type FaultKind = keyof typeof faultKinds;

/** The world failed. `code` is stable and searchable, `hint` tells the operator what to do. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly kind: FaultKind;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(kind: FaultKind, code: string, more: { cause?: unknown; hint?: string } = {}) {
    super(more.hint === undefined ? code : `${code}: ${more.hint}`, { cause: more.cause });
    this.kind = kind;
    this.code = code;
    this.hint = more.hint;
  }
}
