import type { AppointmentState, Office } from "../../../contract/appointments.ts";
import type { Sensitivity } from "../../../contract/lesson.ts";

/** What kind of institution this is, who answers for its footage, and how sensitive that is. */
export const officeWords = {
  custodian: "视频信息管理员",
  privacy: "个人信息保护负责人",
} satisfies Record<Office, string>;

export const sensitivityWords = {
  ordinary: "一般",
  sensitive: "敏感",
  secret: "涉密",
} satisfies Record<Sensitivity, string>;

export const institution = {
  title: "机构与任命",
  note: "机构类型决定审批路线；岗位由角色担任；两项职责由具名人员签名承担。",
  kind: "机构类型",
  kindText: "不同类型的机构适用不同的制度，申请的审批路线、材料与登记表随之不同。",
  kindNew: "更改只对以后提交的申请生效；已提交的申请仍按提交时的路线办理。",
  kindChange: "更改机构类型",
  kindChangeTitle: "更改机构类型",
  kindChanged: "已更改为{{name}}",
  kindIs: "现行",
  kindPublish: "不办理公开发布",
  kindWays: "按此类型的审批岗位",
  posts: "审批岗位",
  postsText: "岗位由担任该角色的全部人员行使；名称按本机构的称谓填写。",
  post: "岗位",
  postRole: "由谁担任",
  postName: "本机构的称谓",
  postUsual: "制度称谓",
  postChange: "设定",
  postChangeTitle: "设定审批岗位：{{name}}",
  postSaved: "已设定",
  postFixed: "系统管理员，不可更改",
  postByOffice: "按任命担任",
  postRoleHint: "两级审批须由不同人员签署。",
  appointments: "任命",
  appointmentsText: "任命后由本人阅读职责并签名确认，确认后才生效；全过程留痕。",
  vacant: {
    custodian: "本机构还没有已确认职责的视频信息管理员：每个机构至少须有一名。",
    privacy: "本机构还没有已确认职责的个人信息保护负责人：信息主体申请将由上一级审批人办理。",
  } satisfies Record<Office, string>,
  vacantNext: {
    appoint: "请任命，并请本人确认职责。",
    wait: "请联系系统管理员或负责人任命。",
  },
  appoint: "任命",
  appointTitle: "任命：{{office}}",
  office: "职责",
  person: "人员",
  personNone: "没有可以任命的人员",
  personHint: "只列出不会形成不相容职责的人员；不能任命本人。",
  appointed: "已任命 {{name}}，等待本人确认",
  state: "状态",
  states: {
    waiting: "待本人确认",
    held: "在任",
    unfit: "不再符合条件",
    ended: "已结束",
  } satisfies Record<AppointmentState, string>,
  openedAt: "任命时间",
  openedBy: "任命人",
  acknowledgedAt: "确认时间",
  endedAt: "结束时间",
  textVersion: "职责第 {{n}} 版",
  empty: "还没有任命",
  acknowledge: "阅读并确认职责",
  acknowledgeTitle: "确认职责：{{office}}",
  acknowledgeText: "请阅读全文。签名后职责生效，文本版本与签名一并留痕。",
  acknowledgeSubmit: "签名确认",
  acknowledged: "职责已确认",
  waitsForYou: "您被任命为{{office}}，请阅读职责并签名确认；确认前职责不生效。",
  read: "查看职责",
  readTitle: "{{office}}的职责（第 {{n}} 版）",
  digest: "文本校验值",
  end: "结束任命",
  endTitle: "结束 {{name}} 的任命？",
  endText: "立即生效；已签署的事项不变。",
  endedBy: { house: "任命方", holder: "本人" },
  endReason: "原因",
  ended: "任命已结束",
};

export const labels = {
  title: "敏感级别",
  change: "调整敏感级别",
  changeTitle: "调整敏感级别",
  to: "调整为",
  reason: "调整原因",
  raise: "调高后，新的查阅与调取须再上一级审批；涉密资料仅凭批准的申请查阅。",
  lower: "调低须由第一级审批人签名。",
  saved: "敏感级别已调整",
  hint: "敏感、涉密资料须再上一级审批；调低须负责人签名。",
  notLower: "这里只能调高；调低请在授课详情中由负责人签名。",
  secretLook: "涉密：本人授课、分管范围也须先提出申请，经批准后查阅。",
  whyStep: "含敏感或涉密资料，须再上一级审批",
  masking: "画面遮挡",
  maskingText: "成片须遮挡他人，公开发布须遮挡全部可识别人员；未遮挡不得交付。",
};

export const institutionRefusals = {
  operation_withheld: {
    what: "本类机构不办理公开发布。",
    next: "留痕资料仅限教学内部使用；确需对外提供，请按相应的调取事项申请。",
  },
  label_lowered: {
    what: "敏感级别只能由第一级审批人签名调低。",
    next: "请负责人（或其受托人）在授课详情中签名调低。",
  },
  secret_needs_grant: {
    what: "该资料为涉密级别，本人授课、分管范围也不能直接查阅。",
    next: "请点击“申请使用录像 · 申请查阅”，经两级审批同意后在允许时段内查阅。",
  },
  label_raised: {
    what: "申请提交之后，资料的敏感级别已调高，原批准不再适用。",
    next: "请重新提出申请，按新的级别审批。",
  },
  office_excluded: {
    what: "该人员的角色或现任职责与此项职责不相容。",
    next: "请另选人员：审计、学员不担任；审批人、经办人不兼任个人信息保护负责人；两项职责不由一人兼任。",
  },
  office_taken: {
    what: "该职责已有人在任或等待确认。",
    next: "请先结束原任命。",
  },
};

export const institutionRules = {
  "S3-Q1": "查阅制度一：视频信息管理员负有保管责任",
  "S3-Q2": "查阅制度二：敏感信息按保密规定办理，未经许可不得查阅、复制、公布、销毁",
  "C-40": "个人信息保护规则：信息主体的申请由负责人核实，遮挡他人",
  "C-52": "公开发布规则：单独审批、必须遮挡、单独登记；临床技能中心不办理",
};

export const institutionEntryKinds = {
  "lesson.labelled@1": "敏感级别调整",
  "appointment.opened@1": "任命",
  "appointment.acknowledged@1": "确认职责",
  "appointment.ended@1": "结束任命",
};

export const institutionSubjects = { appointment: "任命" };
