/** A template with `{{name}}` in it, each filled from `values`; a name nobody gave is left out. */
export function filled(
  template: string,
  values: Readonly<Record<string, string | number>>,
): string {
  const known = new Map(Object.entries(values));
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(known.get(name) ?? ""));
}
