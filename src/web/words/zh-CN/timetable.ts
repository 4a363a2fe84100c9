import type { timetableEntries } from "../../../contract/entries/timetable.ts";
import type { ExternalKind } from "../../../contract/lesson.ts";

export const externalTerms = {
  kinds: {
    exchange: "外来交流",
    observation: "观摩教学",
    enterprise: "校企合作培训",
    "public-service": "社会公益培训",
  } satisfies Record<ExternalKind, string>,
  kind: "对外类别",
  none: "不对外",
  party: "外部单位",
  agreement: "合作协议编号",
  agreementHint: "暂缺可先保存，系统会给安排人一项待办，补填后自动结束",
  known: "已登记的协议",
  assigned: "对外课程的资料自动归入“对外培训”分区。",
  missing: "缺合作协议编号",
  missingNext: "请补填协议编号；补填前，此事一直是安排人的待办。",
  partyMissing: "活动类别为对外培训，但未填外部单位",
  fill: "补填",
};

export const externalsPage = {
  title: "对外活动清单",
  note: "外来交流、观摩教学、校企合作培训、社会公益培训",
  year: "年度",
  onlyMissing: "只看缺协议编号的",
  empty: "这一年没有对外活动",
  emptyNext: "安排授课时填写外部单位，即列入本清单。",
  when: "时间",
  lesson: "授课",
  table: "导出 XLSX",
};

export const gridPage = {
  title: "课表",
  note: "拖动课程调课；键盘：选中课程按回车拿起，方向键选位置，回车放下。",
  noteRead: "本人可见的课程。",
  noteNarrow: "点“调课…”换时间或场地。",
  byRoom: "按教室",
  byTeacher: "按教师",
  byDay: "按日",
  view: "视图",
  room: "教室",
  teacher: "教师",
  noRooms: "还没有实训场地",
  noRoomsNext: "请先在“场地与设备”登记场地。",
  previousWeek: "上一周",
  nextWeek: "下一周",
  previousDay: "前一天",
  nextDay: "后一天",
  thisWeek: "本周",
  week: "第 {{n}} 教学周",
  period: "节次",
  between: "其他",
  import: "导入课表",
  periods: "节次设置",
  list: "授课列表",
  emptySlot: "{{column}}，{{row}}，空。安排授课",
  carrying: "已拿起：{{project}}。方向键选位置，回车放下，Esc 取消。",
  target: "放到 {{column}} {{row}}",
  put: "已放回原处",
  moved: "已调课：{{project}}，{{when}}",
  refused: "未调课，已回到原处",
  refusedClose: "知道了",
  fixedStarted: "课程已开始或已结束，时间和场地不能再改",
  fixedBefore: "这节课从前一天开始，请在前一天的位置移动",
  fixedRight: "您没有安排授课的权限",
  moveTo: "调课…",
  moveTitle: "调课：{{project}}",
  moveText: "学员工位随场地而定；换场地后请重新指定工位。",
  moveDate: "日期",
  moveRoom: "场地",
  movePeriod: "开始节次",
  moveSave: "调课",
  open: "查看",
  noLessons: "这一天没有授课",
  external: "对外",
  lacks: "缺协议编号",
  teacherTwice: "{{teacher}} 同一时间在另一场地有课",
};

export const periodsDialog = {
  title: "节次设置",
  text: "节次只决定课表怎样排列；已安排的课程时间不变。每次修改都会留痕。",
  name: "名称",
  from: "开始",
  to: "结束",
  nameOf: "第 {{n}} 行名称",
  fromOf: "第 {{n}} 行开始时间",
  toOf: "第 {{n}} 行结束时间",
  add: "添加一节",
  remove: "删除第 {{n}} 行",
  termStart: "第一教学周（任选该周一天）",
  save: "保存节次",
  saved: "节次已保存",
  wrong: "时间须为 HH:MM，且结束晚于开始",
};

export const repeatWords = {
  title: "每周重复",
  once: "只上这一次",
  weekly: "按周重复",
  from: "从第几周",
  to: "到第几周",
  rhythm: "周次",
  every: "每周",
  odd: "单周",
  even: "双周",
  ofTerm: "按教学周计，本次课在第 {{n}} 教学周",
  ofLesson: "按本次课所在周为第 1 周计；在“课表 → 节次设置”填写第一教学周后按教学周计",
  count: "共 {{n}} 次课，全部安排或全部不安排",
  none: "所选范围内没有一周",
  planned: "已安排 {{n}} 次课",
};

export const timetableEntryKinds = {
  "periods.changed@1": "节次表变更",
  "lessons.repeated@1": "按周重复安排授课",
  "externals.exported@1": "对外活动清单导出",
  "task.given@1": "待办派给个人",
  "task.settled@1": "个人待办已办结",
} satisfies Record<keyof typeof timetableEntries, string>;

export const timetableFields = {
  periods: "节次",
  termStart: "第一教学周",
  weeks: "周次",
  externalKind: "对外类别",
  externalParty: "外部单位",
  externalAgreement: "合作协议编号",
  courseId: "课程标识",
  subjectId: "对象标识",
};

export const timetableTaskKinds = { "external-agreement": "补填合作协议编号" };
export const timetableTaskRules = { "S0-5.2.4": "制度第五条（二）4" };

export const timetableRefusals = {
  periods_invalid: {
    what: "节次表不正确。",
    next: "每节课须有不同的名称，结束晚于开始，各节不能重叠。",
  },
};

export const timetableFactValues = { overlap: "有重叠", twice: "名称重复" };
