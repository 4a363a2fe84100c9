import "i18next";
import type { Words } from "./zh-CN.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Words };
    keySeparator: "/";
    nsSeparator: false;
    pluralSeparator: "^^";
    contextSeparator: "^";
    returnNull: false;
  }
}
