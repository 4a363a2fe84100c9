/**
 * Hostile texts for names, folders, forms and uploads (security classes 1, 7, 8, 13): at least 500
 * different ones. Shared by every room that takes a name from a person.
 */
const traversal = [
  "../", "..\\", "../../etc/passwd", "..\\..\\windows\\system32", "/etc/passwd", "\\\\server\\share", "C:\\Windows", "C:evil",
  "//evil/x", "file:///etc/passwd", "....//....//", "..%2f..%2f", "%2e%2e%2f", "..%c0%af", "..%252f", "./.", ".", "..", "...", "~", "~/", "~root",
  "foo/../../bar", "a\u0000b", "a\u0000.mp4", "\u2215etc\u2215passwd", "\u2044etc", "\uff0f\uff0e\uff0e\uff0f", "a/./b", "/", "\\", "//", "a/", "a\\",
];
const windows = [
  ..."CON PRN AUX NUL COM0 COM1 COM9 LPT1 LPT9 CONIN$ CONOUT$ con nul aux.txt NUL.mp4 com1.mp4 COM¹ LPT²".split(" "),
  "CON ", "nul .txt", "file.", "file ", "file. . .", "a:b", "a:b:$DATA", "a::$INDEX_ALLOCATION", "a<b", "a>b", 'a"b', "a|b", "a?b", "a*b", "$MFT", "desktop.ini", "Thumbs.db",
];
const shell = [
  "-rf", "--help", "-", "--", "$(id)", "`id`", "; rm -rf /", "| cat", "&& id", "a\nb", "a\rb", "a\r\nSet-Cookie: x=1", "${HOME}", "%PATH%", "!!", "'", "\"", "''", "*", "?",
  "[a-z]", "{a,b}", "#", "a#b", "a&b", "a;b", "\\x00", "@file", "=1+1", "+1", "=cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "-2+3", "=HYPERLINK(\"http://127.0.0.1\")",
];
const script = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7 %>", "' OR 1=1 --",
  "'; DROP TABLE lesson; --", "1; SELECT pg_sleep(9)", "\\'; --", "__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "undefined", "null", "NaN", "true", "0", "-0",
  "&lt;b&gt;", "&#x3c;", "%3Cscript%3E", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "]]>", "<!--", "%n%n%s", "%x", "\\u0000", "a\\",
];
const unicode = [
  "\u202egpj.exe", "a\u202db", "\u2066a\u2069", "\u200e", "\u200f", "\u061c", "\ufeffBOM", "a\u200bb", "a\u200db", "a\u00adb", "\u2028", "\u2029", "a\u0085b", "\u0007bell", "\u001b[31mred",
  "\u001b]0;title\u0007", "\u007f", "\u0080", "\u009b31m", "\ud800", "\udc00", "a\ud83d", "\udfff\ud800", "\ufffe", "\uffff", "\u{1fffe}", "\u{10ffff}", "\ue000", "\uf022", "\uf03a", "\u{f0000}", "\ufffd",
  "e\u0301", "\u00e9", "\u212b", "\u212a", "\u037e", "\u1fef", "<\u0338", "=\u0338", ">\u0338", "\u0301a", "\u0344", "\u1e9b\u0323", "한", "\u1112\u1161\u11ab", "\uac00", "\u3164", "\u115f", "\uffa0",
  "ﷺ", "ﬁ", "İ", "ı", "ß", "ẞ", "ǅ", "Ǆ", "٣", "𝟙", "①", "㈱", "㋿", "𠮷野", "䶮", "㛃", "𬱖", "葛\u{e0100}", "葛\u{e0101}", "👩\u200d⚕️", "🇨🇳", "\u{e0041}\u{e007f}", "Z̡͖̜̺a͎l̷g̨o",
  "\u3000全角\u3000", "\u00a0nbsp\u00a0", "\u2003em", "a\u180eb", " leading", "trailing ", "  ", "", "\t", "\n", "。。", "．", "【】", "】伪造【2020-01-01】", "2020-01-01", "_0830_C01_S0001.mp4", "…", "、", " - ", "-",
];
const long = [
  "长".repeat(300), "a".repeat(5_000), "𠮷".repeat(500), "e\u0301".repeat(300), "/".repeat(400), ".".repeat(400), " ".repeat(400), "-".repeat(400), "\u202e".repeat(400), "…".repeat(200),
  "0".repeat(255), "👩\u200d⚕️".repeat(80), "临床".repeat(60) + "/", "\u0301".repeat(300), "级、".repeat(100),
];

const seeds = [...traversal, ...windows, ...shell, ...script, ...unicode, ...long];

export const hostileNames: readonly string[] = [
  ...new Set([
    ...seeds,
    ...seeds.map((seed) => `急救${seed}`),
    ...seeds.map((seed) => `${seed}实训`),
    ...[...traversal, ...windows].map((seed) => `2024 级${seed}.`),
  ]),
];
