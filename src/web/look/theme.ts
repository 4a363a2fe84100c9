import { theme as antd, type ThemeConfig } from "antd";
import { useSyncExternalStore } from "react";
import { recall, remember } from "./remember.ts";

export const appearances = ["auto", "light", "dark"] as const;
export type Appearance = (typeof appearances)[number];

const storeKey = "liuhen.appearance";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
const kept = recall(storeKey);
let chosen: Appearance = kept === "light" || kept === "dark" ? kept : "auto";

function isDark(): boolean {
  return chosen === "dark" || (chosen === "auto" && dark.matches);
}

function tell(): void {
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}
dark.addEventListener("change", tell);
tell();

export function chooseAppearance(appearance: Appearance): void {
  chosen = appearance;
  remember(storeKey, appearance);
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAppearance(): { readonly appearance: Appearance; readonly dark: boolean } {
  const appearance = useSyncExternalStore(subscribe, () => chosen);
  const isDarkNow = useSyncExternalStore(subscribe, isDark);
  return { appearance, dark: isDarkNow };
}

const fontFamily = "var(--plain)";

const shared = {
  fontFamily,
  fontSize: 14,
  borderRadius: 3,
  borderRadiusLG: 4,
  borderRadiusSM: 2,
  wireframe: false,
  motionDurationMid: "0.12s",
  motionDurationSlow: "0.16s",
};

/** Paper and ink. Cinnabar is no token: it belongs to the seal alone. */
export function themeFor(isDarkNow: boolean): ThemeConfig {
  return isDarkNow
    ? {
        algorithm: antd.darkAlgorithm,
        token: {
          ...shared,
          colorPrimary: "#3f78ad",
          colorLink: "#8fbbe3",
          colorLinkHover: "#b6d5f1",
          colorError: "#fb868f",
          colorWarning: "#e0a040",
          colorSuccess: "#5fae7e",
          colorInfo: "#3f78ad",
          colorBgBase: "#14171b",
          colorBgContainer: "#1b1f25",
          colorBgElevated: "#22272e",
          colorBgLayout: "#14171b",
          colorTextBase: "#e8e4da",
          colorText: "#e3dfd5",
          colorTextSecondary: "#b5b2aa",
          colorTextTertiary: "#a09d96",
          colorTextDescription: "#a9a69e",
          colorTextPlaceholder: "#918f89",
          colorBorder: "#454c56",
          colorBorderSecondary: "#2f353d",
        },
        components: {
          Table: { headerBg: "#20252c", headerColor: "#c9c5bb" },
          Tabs: { itemSelectedColor: "#8fbbe3", itemHoverColor: "#b6d5f1", inkBarColor: "#8fbbe3" },
          Button: { dangerColor: "#190c0e" },
        },
      }
    : {
        algorithm: antd.defaultAlgorithm,
        token: {
          ...shared,
          colorPrimary: "#1f4f7d",
          colorLink: "#1f4f7d",
          colorLinkHover: "#163a5d",
          colorError: "#a3142a",
          colorWarning: "#8a5800",
          colorSuccess: "#22633f",
          colorInfo: "#1f4f7d",
          colorWarningBg: "#fbeecf",
          colorErrorBg: "#fae4e4",
          colorSuccessBg: "#e2efe6",
          colorInfoBg: "#e4ecf3",
          colorBgBase: "#fffdf8",
          colorBgContainer: "#fffdf8",
          colorBgElevated: "#fffefb",
          colorBgLayout: "#f5f2ea",
          colorTextBase: "#1a1e23",
          colorText: "#1f2429",
          colorTextSecondary: "#4d535a",
          colorTextTertiary: "#5d636a",
          colorTextDescription: "#565c63",
          colorTextPlaceholder: "#6d727a",
          colorBorder: "#b9b3a4",
          colorBorderSecondary: "#e0dbce",
        },
        components: { Table: { headerBg: "#f2eee3", headerColor: "#3d4349" } },
      };
}
