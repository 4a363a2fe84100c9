import { BulbOutlined, GlobalOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { speak, useWords } from "../words/index.ts";
import { appearances, chooseAppearance, useAppearance } from "./theme.ts";

export function LanguageButton() {
  const { t, language } = useWords();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <Button
      type="text"
      icon={<GlobalOutlined aria-hidden />}
      aria-label={`${t("shell/language")}: ${t("shell/languageOther")}`}
      lang={other}
      onClick={() => void speak(other)}
    >
      {t("shell/languageOther")}
    </Button>
  );
}

export function ThemeButton() {
  const { t } = useWords();
  const { appearance } = useAppearance();
  const names = {
    auto: t("shell/themeAuto"),
    light: t("shell/themeLight"),
    dark: t("shell/themeDark"),
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: [appearance],
        items: appearances.map((key) => ({
          key,
          label: names[key],
          onClick: () => chooseAppearance(key),
        })),
      }}
    >
      <Button
        type="text"
        icon={<BulbOutlined aria-hidden />}
        aria-label={`${t("shell/theme")}: ${names[appearance]}`}
      />
    </Dropdown>
  );
}
