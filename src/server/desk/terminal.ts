/** What somebody sits at (操作终端), in short words: `Chrome 131 · Windows`. Never the raw header. */
export function terminalOf(userAgent: string | undefined): string {
  const text = (userAgent ?? "").slice(0, 512);
  const browser = browsers.find(({ mark }) => mark.test(text));
  const system = systems.find(({ mark }) => mark.test(text));
  if (browser === undefined && system === undefined) return "other";
  const version = browser === undefined ? "" : (browser.mark.exec(text)?.[1] ?? "");
  return [`${browser?.name ?? "other"} ${version}`.trim(), system?.name]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** In this order: most browsers also carry the marks of the ones below them. */
const browsers = [
  { name: "Edge", mark: /\bEdg(?:A|iOS)?\/(\d{1,4})/ },
  { name: "WeChat", mark: /\bMicroMessenger\/(\d{1,4})/ },
  { name: "QQ Browser", mark: /\bQQBrowser\/(\d{1,4})/ },
  { name: "360", mark: /\bQihooBrowser\/(\d{1,4})/ },
  { name: "Opera", mark: /\bOPR\/(\d{1,4})/ },
  { name: "Firefox", mark: /\b(?:Firefox|FxiOS)\/(\d{1,4})/ },
  { name: "Chrome", mark: /\b(?:Chrome|HeadlessChrome|CriOS)\/(\d{1,4})/ },
  { name: "Safari", mark: /\bVersion\/(\d{1,4})[\d.]{0,16} (?:Mobile\/\w{1,16} )?Safari\// },
  { name: "curl", mark: /^curl\/(\d{1,4})/ },
  { name: "Node", mark: /^(?:node|undici)$/ },
];
const systems = [
  { name: "HarmonyOS", mark: /\b(?:HarmonyOS|OpenHarmony)\b/ },
  { name: "Windows", mark: /\bWindows NT\b/ },
  { name: "Android", mark: /\bAndroid\b/ },
  { name: "iOS", mark: /\b(?:iPhone|iPad)\b/ },
  { name: "macOS", mark: /\bMac OS X\b/ },
  { name: "Linux", mark: /\bLinux\b/ },
];
