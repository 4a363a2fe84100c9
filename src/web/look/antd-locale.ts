import enUS from "antd/locale/en_US.js";
import zhCN from "antd/locale/zh_CN.js";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn.js";
import type { Language } from "../words/index.ts";

export function antdLocale(language: Language) {
  dayjs.locale(language === "en" ? "en" : "zh-cn");
  return language === "en" ? enUS.default : zhCN.default;
}
