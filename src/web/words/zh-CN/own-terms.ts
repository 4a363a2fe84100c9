import type { ownTermEntries } from "../../../contract/entries/own-terms.ts";

export const ownTermEntryKinds = {
  "retention.term-set@1": "设定本单位留存期限",
  "retention.term-applied@1": "按新期限延长已存资料",
} satisfies Record<keyof typeof ownTermEntries, string>;

export const ownTermFields = {
  termId: "期限标识",
  termBefore: "原期限",
  termAfter: "新期限",
  termMinimum: "规定最低期限",
  lookedAt: "核对件数",
  prolonged: "延长件数",
};

export const ownTerms = {
  title: "留存期限",
  text: "制度规定的是最低期限；本单位可由主任签字改为更长。新期限自即日起适用，对已存资料只延长、不缩短。",
  minimum: "规定最低期限",
  inForce: "现行期限",
  byRule: "按制度",
  byHouse: "本单位规定",
  decided: "决定人与理由",
  atWork: "正在延长已存资料",
  change: "调整期限",
  changeTitle: "调整“{{name}}”的留存期限",
  changeText: "不得短于 {{minimum}}。已存资料只会延长。",
  changed: "已设定，正在逐件延长已存资料",
  term: "期限",
  unit: "单位",
  unitYears: "年",
  unitDays: "天",
  years: "{{n}} 年",
  days: "{{n}} 天",
  chooseCase: "按编号或批次名称选择",
};
