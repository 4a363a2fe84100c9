export interface Found {
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  /** Further text that is searched but not shown. */
  readonly more: string;
  readonly side: string;
  readonly go: {
    readonly to: "/lessons/$lessonId" | "/lessons" | "/places" | "/wall" | "/accounts";
    readonly id: string;
  };
}

/** Every word typed must occur; what begins with the first word comes first. At most `most`. */
export function matches(all: readonly Found[], typed: string, most: number): readonly Found[] {
  const words = typed
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const first = words[0];
  if (first === undefined) return [];
  const hits = all.filter((one) => {
    const text = `${one.text} ${one.more}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = (one: Found) =>
    one.text.toLowerCase().startsWith(first) ? 0 : one.text.toLowerCase().includes(first) ? 1 : 2;
  return hits.toSorted((a, b) => rank(a) - rank(b)).slice(0, most);
}
