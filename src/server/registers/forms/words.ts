import type {
  Operation,
  PaperKind,
  Post,
  Profile,
  RequestState,
} from "../../../contract/approval.ts";
import type {
  EventKind,
  MeasureKind,
  NoticeMeans,
  NoticeParty,
} from "../../../contract/playbooks.ts";
import type { Role } from "../../../contract/roles.ts";
import type { Purpose } from "../../../contract/purposes.ts";
import type { ItemSource, ItemState, RetentionClass } from "../../../contract/retention.ts";

/** What stands on the official forms: Chinese in every language of the screens, as the papers are. */
export const purposeWords: Readonly<Record<Purpose, string>> = {
  "teaching-management": "教学管理",
  "quality-control": "质量监控",
  assessment: "考核认定",
  "problem-tracing": "问题追溯",
  "teaching-research": "教学研究",
};

export const operationWords: Readonly<Record<Operation, string>> = {
  view: "查阅",
  clip: "教研节选",
  department: "校内部门或上级单位调取",
  outside: "校外单位调取",
  judicial: "司法机关调取",
  discipline: "纪检部门调取",
  police: "执法人员调取",
  lend: "外借",
  "data-subject": "信息主体申请",
  publish: "公开发布",
};

export const paperWords: Readonly<Record<PaperKind, string>> = {
  letter: "公函或工作通知",
  legal: "法律文书",
  "police-id": "执法证件",
  introduction: "介绍信函",
  "signed-scan": "签字扫描件",
  "return-statement": "归还或销毁声明",
  identity: "本人身份证明",
  consent: "被拍摄者同意书",
  "found-picture": "外传影像截图",
  snapshot: "事件现场快照",
};

export const stateWords: Readonly<Record<RequestState, string>> = {
  waiting: "审批中",
  emergency: "紧急先行，待补手续",
  granted: "已批准",
  rejected: "不同意",
  withdrawn: "已撤回",
  "handed-over": "已办理",
  returned: "已归还",
  closed: "已归档",
  lapsed: "授权到期",
};

export const postWords: Readonly<Record<Profile, Readonly<Record<Post, string>>>> = {
  clinical: {
    administrator: "系统专职管理员",
    first: "中心主任",
    second: "学校分管部门",
    privacy: "个人信息保护负责人",
  },
  hospital: {
    administrator: "系统管理员",
    first: "保卫科长",
    second: "分管副院长",
    privacy: "个人信息保护负责人",
  },
  campus: {
    administrator: "管理员",
    first: "主管领导",
    second: "校长",
    privacy: "个人信息保护负责人",
  },
};

export const useWords = {
  viewing: "在线查阅",
  clip: "复制节选",
  package: "调取资料包",
  loan: "外借",
  library: "播放校本资源",
} as const;

export const classWords: Readonly<Record<RetentionClass, string>> = {
  T3: "三年",
  T5: "五年",
  P: "永久",
  V30: "滚动三十天",
  AG: "协议延长",
  SI: "登录签到记录",
  RG: "登记表",
  CK: "检查记录",
};

export const itemStateWords: Readonly<Record<ItemState, string>> = {
  collecting: "采集中",
  kept: "在存",
  held: "冻结",
  due: "到期待审",
  archived: "已归档",
  "archived-held": "已归档、冻结",
  "in-destruction": "销毁办理中",
  "being-destroyed": "销毁执行中",
  destroyed: "已销毁",
};

export const sourceWords: Readonly<Record<ItemSource, string>> = {
  lesson: "授课录像",
  "watch-day": "全天候录像",
  camera: "摄像机",
  sheet: "纸质单据",
  paper: "凭证材料",
  "year-log": "年度操作日志",
  "year-sign-ins": "年度登录签到记录",
  "year-data": "年度课堂与系统数据",
  "year-checks": "年度检查记录",
};

export const formWords = {
  withoutEnd: "无限期",
  inUse: "在用",
  held: "冻结",
  notHeld: "未冻结",
  noCopies: "—",
  videoFormat: "MP4",
  storedIn: (partition: string, number: string) => `本地存储库 ${partition} ${number}`,
  evidence: (number: string) => `证${number}`,
  evidenceOf: (what: string) => `固定证据，类型：${what}`,
  online: "在线",
  mustMask: "必须遮挡",
  yes: "是",
  no: "否",
  agreed: "同意。",
  disagreed: "不同意。",
  still: "在线",
  byTheHouse: "留痕系统",
  allCameras: "所列批次全部摄像机",
  returnBy: (date: string) => `应还 ${date}`,
  returned: (date: string) => `${date} 归还`,
  destroyed: (date: string) => `${date} 销毁声明`,
  noReturn: "不归还",
  requestNumber: (serial: string) => `申请编号 ${serial}`,
  usedTimes: (times: number) => `实际使用 ${times} 次`,
  decided: (who: string, agreed: boolean) => `${who}${agreed ? "同意" : "不同意"}`,
  standingFor: (name: string) => `代${name}`,
  toUntil: (from: string, to: string) => `${from} 至 ${to}`,
  period: (from: string, to: string) => `期间：${from} 至 ${to}`,
  filed: (date: string) => `申请日期：${date}`,
  lines: (count: number) => `共 ${count} 条`,
  oneCase: (serial: string) => `申请编号：${serial}`,
  printed: (at: string, name: string) => `${at} 由 ${name} 打印`,
  ledger: (size: number, root: string) => `留痕账本 ${size} 条　检查点根 ${root}`,
  ledgerYoung: "留痕账本尚无检查点",
  kinds: ["调取", "查看", "复制"],
  handedOver: "交接",
  cameBack: "归还",
  uses: "实际使用",
  reason: "事由",
  emergency: "紧急先行",
} as const;

export const roleWords: Readonly<Record<Role, string>> = {
  director: "中心主任",
  superior: "学校分管部门",
  admin: "系统专职管理员",
  teacher: "授课教师",
  manager: "实训管理人员",
  operator: "值班人员",
  student: "参训学员",
  auditor: "审计员",
};

export const eventKindWords: Readonly<Record<EventKind, string>> = {
  "system-crash": "系统崩溃",
  "data-loss": "数据丢失",
  "footage-leak": "影像泄露",
  attack: "网络攻击",
};

export const measureWords: Readonly<Record<MeasureKind, string>> = {
  "revoke-sign-ins": "强制下线",
  "lock-account": "锁定账号",
  "isolate-camera": "隔离摄像机",
  "freeze-exports": "冻结调取与导出",
  "stop-kiosks": "停用签到终端",
};

export const partyWords: Readonly<Record<NoticeParty, string>> = {
  director: "中心主任",
  cyber: "网信",
  security: "保卫",
};

export const meansWords: Readonly<Record<NoticeMeans, string>> = {
  system: "系统内",
  phone: "电话",
  "in-person": "当面",
  letter: "书面",
};

/** How an event's dossier is told in the cells of F-26. */
export const eventWords = {
  drill: "演练",
  everybody: "全部人员",
  allKiosks: "全部场地",
  notCutYet: "已下令，未执行",
  endedOf: (count: number) => `结束登录 ${count} 个`,
  keepsRecording: "继续录制",
  stopsRecording: "停止取流",
  liftedBy: (name: string, at: string) => `${at} 由 ${name} 解除`,
  ledgerSize: (size: number) => `账本 ${size} 条`,
  receipt: (name: string, at: string) => `${name} ${at} 签收`,
  noReceipt: "未签收",
  receiptNumber: (number: string) => `文号 ${number}`,
  cause: (text: string) => `原因：${text}`,
  measures: (text: string) => `措施：${text}`,
  open: "处置中",
} as const;
