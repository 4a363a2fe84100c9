export const row = (label: string, value: string): string => `${label}：${value}`;
export const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} 分钟 min`;

export function size(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes} B` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** With its offset, so that it reads the same anywhere. */
export function instant(ms: number, timeZone: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(ms);
  return `${text} ${timeZone}（${new Date(ms).toISOString()}）`;
}
