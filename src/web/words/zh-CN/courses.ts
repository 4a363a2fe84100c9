import type { coursesEntries } from "../../../contract/entries/courses.ts";

export const coursesPage = {
  title: "课程与项目库",
  note: "安排授课、编排考核时可从库中选用；不再使用的停用，不删除。",
  add: "新建课程",
  empty: "库中还没有课程",
  emptyNext: "新建一门课程，或用表格一次导入。",
  emptyNextRead: "请联系安排授课的管理人员建立课程库。",
  filter: "筛选",
  filterHint: "代码、课程、项目、部门、教师",
  retiredToo: "含已停用",
  code: "代码",
  name: "课程名称",
  department: "开课部门",
  family: "活动类别",
  scene: "默认场景",
  hours: "学时",
  teacher: "负责教师",
  noTeacher: "未指定",
  items: "实训项目",
  itemsCount: "{{n}} 个项目",
  noItems: "还没有项目",
  version: "第 {{n}} 版",
  retired: "已停用",
  active: "在用",
  change: "修改",
  retire: "停用",
  restore: "恢复",
  retireTitle: "停用“{{name}}”？",
  retireText: "停用后不再供选择；已按它安排的授课不受影响，随时可以恢复。",
  newTitle: "新建课程",
  changeTitle: "修改课程：{{name}}",
  save: "保存课程",
  saved: "课程已保存",
  itemCode: "项目代码 {{n}}",
  itemName: "项目名称 {{n}}",
  itemScene: "场景 {{n}}",
  itemMinutes: "时长（分钟）{{n}}",
  itemChecklist: "建议评分表 {{n}}",
  noChecklist: "无建议评分表",
  minutes: "{{n}} 分钟",
  addItem: "添加项目",
  removeItem: "停用项目 {{n}}",
  import: "导入表格",
  importLead: "先检查，无误后再导入。代码已有的课程按表更新；表中没有的课程和项目不变。",
  faults: "{{n}} 处错误，请改正后重新选择",
  good: "{{n}} 门课程可以导入",
  take: "导入",
  taken: "已导入 {{n}} 门课程",
  known: "更新",
  fresh: "新增",
  choice: "从课程库选用",
  choiceHint: "选用后带出名称、场景与学时，仍可修改",
  choiceNone: "课程库为空，可直接填写",
};

export const courseEntryKinds = {
  "course.changed@1": "课程变更",
  "courses.imported@1": "课程与项目导入",
} satisfies Record<keyof typeof coursesEntries, string>;

export const courseSubjects = { course: "课程" };

export const courseFields = {
  courseItems: "实训项目",
  courses: "课程数",
  department: "开课部门",
};

export const courseRowFaults = {
  differs: "同一课程各行填写不一致",
  "bad-minutes": "时长应为 5 至 1440 分钟",
};
