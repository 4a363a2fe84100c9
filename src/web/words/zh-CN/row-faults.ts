import { courseRowFaults } from "./courses.ts";
import { attendanceRowFaults } from "./attendance.ts";

/** What can be wrong with a cell of the timetable, or of a roster. */
export const rowFaults = {
  ...attendanceRowFaults,
  ...courseRowFaults,
  missing: "没有填写",
  "too-long": "内容过长",
  "too-many": "数量过多",
  "bad-characters": "含有不能使用的字符",
  "bad-date": "日期格式不正确，应为 2026-06-01",
  "bad-time": "时间格式不正确，应为 08:30",
  "no-such-time": "没有这个时间",
  "end-before-start": "结束须晚于开始",
  past: "时间早于现在",
  "too-far": "日期过远",
  "bad-hours": "课时数应为 0.5 的倍数",
  "bad-groups": "分组信息须为“组名：成员、成员”",
  "unknown-word": "不认识的词，请照模板填写",
  "unknown-venue": "没有这个场地",
  "venue-closed": "场地已停用",
  "venue-not-yours": "不在您的分管区域",
  "venue-taken": "该场地此时段已有授课",
  "venue-without-camera": "该场地没有摄像机",
  "clash-in-sheet": "与表中另一行的场地时段冲突",
  "unknown-teacher": "没有这位教师的账号",
  "ambiguous-teacher": "有重名教师，请填写账号",
  "teacher-twice": "同一教师重复填写",
  "scene-must-be-recorded": "该场景必须录制",
  "heading-missing": "缺少这一列",
  "no-rows": "表中没有内容",
};
