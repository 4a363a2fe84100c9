import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { recall, remember } from "../look/remember.ts";
import { addNumberForms } from "./number.ts";
import { zhCN } from "./zh-CN.ts";

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

const storeKey = "liuhen.language";

/** Chinese is in the first load; English comes when somebody wants it. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    resources: { "zh-CN": { translation: zhCN } },
    keySeparator: "/",
    nsSeparator: false,
    pluralSeparator: "^^",
    contextSeparator: "^",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  addNumberForms(i18next);
  if (recall(storeKey) === "en") await speak("en");
}

export async function speak(language: Language): Promise<void> {
  if (language === "en" && !i18next.hasResourceBundle("en", "translation")) {
    const { en } = await import("./en.ts");
    i18next.addResourceBundle("en", "translation", en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  remember(storeKey, language);
}

/** `t` with typed keys, and the language spoken now. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === "en" ? "en" : "zh-CN";
  return { t, language };
}
export type Say = ReturnType<typeof useWords>["t"];
