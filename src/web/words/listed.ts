import i18next from "i18next";

/** Names one after another, as the language of the page writes them. */
export function listed(names: readonly string[]): string {
  return names.join(i18next.language === "en" ? ", " : "、");
}

/** A name with what stands under it, as the language of the page writes it. */
export function told(name: string, text: string): string {
  return `${name}${i18next.language === "en" ? ": " : "："}${text}`;
}
