/** Rosters and groups as people type them, line by line. Pure. */
export interface TypedGroup {
  readonly name: string;
  readonly members: readonly string[];
}

export function parseNames(text: string): string[] {
  const names = text
    .split(/[\n,，、;；]+/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return [...new Set(names)];
}

/** `组名：成员、成员` a line; undefined when a line has no name or no member. */
export function parseGroups(text: string): { name: string; members: string[] }[] | undefined {
  const groups: { name: string; members: string[] }[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const cut = line.search(/[:：]/);
    if (cut < 1) return undefined;
    const name = line.slice(0, cut).trim();
    const members = parseNames(line.slice(cut + 1));
    if (name === "" || members.length === 0) return undefined;
    groups.push({ name, members });
  }
  return groups;
}

export function printGroups(groups: readonly TypedGroup[]): string {
  return groups.map((group) => `${group.name}：${group.members.join("、")}`).join("\n");
}

/** Members of groups who are not on the roster; none while there is no roster. */
export function strangers(groups: readonly TypedGroup[], roster: readonly string[]): string[] {
  if (roster.length === 0) return [];
  const known = new Set(roster);
  return groups.flatMap((group) => group.members.filter((member) => !known.has(member)));
}

/** `0830`, `8:30` and `８：３０` all become `08:30`; what is half typed stays. 24-hour clock. */
export function typedTime(value: string): string {
  const text = value.normalize("NFKC").replace(/[.。]/, ":");
  if (/^\d{4}$/.test(text)) return `${text.slice(0, 2)}:${text.slice(2)}`;
  return /^\d:\d\d$/.test(text) ? `0${text}` : text;
}

/** `08:30` and 80 minutes are `09:50`; never past the day's end, and what is half typed stays. */
export function minutesLater(clock: string, minutes: number): string {
  const match = /^(\d\d):(\d\d)$/.exec(clock);
  if (match === null) return clock;
  const end = Math.min(Number(match[1]) * 60 + Number(match[2]) + minutes, 24 * 60 - 1);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(end / 60))}:${two(end % 60)}`;
}
