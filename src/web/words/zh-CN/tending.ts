/** Looking after the house: words of incidents, duties and disks that stand in lists of others. */
export const tendingRefusals = {
  incident_closed: {
    what: "该异常事件已经关闭。",
    next: "再次发生时系统会另立一件，请处理新的一件。",
  },
  task_signed: { what: "这项工作已经签字，不能改签。", next: "如需补充，请在下一期的备注中说明。" },
  task_not_yours: { what: "这项工作由其他岗位办理。", next: "请由对应岗位的人员登录后签字。" },
  task_field_missing: { what: "检查记录没有填完整。", next: "请补齐标出的项目后再签字。" },
  storage_full: {
    what: "存储磁盘已满，暂不能新增录制安排。",
    next: "请系统管理员到“存储”页查看并扩容；已安排的录制照常进行。",
  },
};

export const tendingEntryKinds = {
  "incident.raised@1": "异常事件发生",
  "incident.worsened@1": "异常事件加重",
  "incident.returned@1": "异常事件复发",
  "incident.reported@1": "异常事件已报上级",
  "incident.settled@1": "异常事件恢复",
  "incident.acknowledged@1": "异常事件受理",
  "incident.closed@1": "异常事件关闭",
  "task.opened@1": "定期工作下达",
  "task.reminded@1": "定期工作提醒",
  "task.missed@1": "定期工作逾期未办",
  "task.signed@1": "定期工作签字",
  "task.exported@1": "定期工作表导出",
  "storage.reported@1": "年度容量报告导出",
};

export const tendingSubjects = { incident: "异常事件", task: "定期工作" };
