export const retentionTabs = [
  "items",
  "forecast",
  "holds",
  "evidence",
  "agreements",
  "moves",
  "terms",
] as const;
export type RetentionTab = (typeof retentionTabs)[number];

export function isRetentionTab(value: unknown): value is RetentionTab {
  return retentionTabs.some((tab) => tab === value);
}
