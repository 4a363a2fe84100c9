import type { maintenanceEntries } from "../../../contract/entries/maintenance.ts";
import type {
  DeviceKind,
  MaintenancePeriod,
  TicketKind,
  UsbAction,
  UsbClass,
} from "../../../contract/maintenance.ts";

export const maintenanceTerms = {
  kinds: {
    inspection: "检修",
    upgrade: "升级",
    tuning: "调试",
    parts: "配件更换",
    repair: "故障维修",
  } satisfies Record<TicketKind, string>,
  devices: {
    camera: "摄像机",
    recorder: "录制主机",
    disk: "磁盘",
    other: "其他设备",
  } satisfies Record<DeviceKind, string>,
  periods: { day: "日", week: "周", month: "月" } satisfies Record<MaintenancePeriod, string>,
  usbActions: { attached: "插入", detached: "拔出" } satisfies Record<UsbAction, string>,
  usbClasses: { storage: "存储设备", input: "键鼠", other: "其他" } satisfies Record<
    UsbClass,
    string
  >,
  looks: {
    software: "软件或固件",
    codec: "视频编码",
    codecString: "编码参数",
    width: "宽（像素）",
    height: "高（像素）",
    audio: "音频编码",
    sampleRate: "采样率",
    channels: "声道",
  },
};

export const maintenancePage = {
  title: "维护",
  note: "检修、升级、调试、配件更换、故障维修都开工单；无工单的设备变动会成为异常事件。",
  tickets: "工单",
  devices: "设备档案",
  unfinished: "未完成",
  all: "全部",
  add: "开工单",
  empty: "没有工单。",
  emptyNext: "设备要检修或出了故障时，点“开工单”。",
  kind: "种类",
  device: "设备",
  number: "设备编号",
  fault: "故障现象或事由",
  before: "处理前状态",
  opened: "开单",
  state: "状态",
  open: "处理中",
  done: "已完成",
  close: "完成并签字",
  closeTitle: "维护完毕",
  after: "处理后状态（设备运行状况）",
  advice: "处理意见",
  hands: "维护人",
  parts: "更换的配件",
  partsHint: "一行一件",
  remark: "备注",
  deviceKind: "设备类别",
  camera: "摄像机",
  another: "另一设备",
  deviceName: "设备名称",
  incident: "由异常事件",
  incidentNone: "不关联",
  saved: "已保存",
  forms: "登记表",
  formF04: "F-04 维护登记表",
  formF05: "F-05 报修登记表",
  period: "登记周期",
  month: "月份",
  pdf: "打印 PDF",
  xlsx: "导出 XLSX",
  deviceEmpty: "还没有设备档案。",
  deviceEmptyNext: "开第一张工单时自动建档。",
  openTickets: "未完成工单",
  warranty: "保修",
  warrantyUntil: "保修至 {{day}}",
  warrantyOver: "已过保修（{{day}}）",
  warrantyUnknown: "未登记验收日期",
  accepted: "验收日期",
  acceptedHint: "格式 2026-06-01；自验收起三年内保修",
  note2: "登记",
  history: "维护历史",
  changes: "设备变动",
  changesNote: "系统从码流和设备应答中看到的变化。",
  noChanges: "没有看到变化。",
  change: "变化",
  withTicket: "在工单期间",
  withoutTicket: "无工单，已成为异常事件",
  back: "返回维护",
};

export const usbPage = {
  title: "USB 接入",
  note: "未登记的介质插入即成为异常事件。",
  limit: "只能看到本机和已导入日志的主机；不在管理范围内的电脑，系统看不到。",
  watched: "正在监看本机 {{host}}，{{at}} 看过",
  blind: "本机看不到 USB 设备（没有 /sys/bus/usb）；只能导入日志。",
  hosts: "有记录的主机",
  onlyUnknown: "只看未登记",
  import: "导入主机日志",
  importHint: "CSV 或 JSON 行，列为 time, host, action, class, vendor, product, serial, name",
  imported: "读到 {{rows}} 行，新增 {{taken}} 条，其中未登记 {{unknown}} 条",
  faults: "有 {{count}} 行不符合格式，全部未导入：第 {{rows}} 行",
  empty: "没有 USB 记录。",
  emptyNext: "设备插入本机，或导入其他主机的日志后列在这里。",
  at: "时间",
  host: "主机",
  action: "动作",
  device: "设备",
  serial: "序列号",
  medium: "登记介质",
  unknown: "未登记",
  notAsked: "不要求登记",
  way: "来源",
  ways: { watched: "本机监看", imported: "导入" },
};

export const maintenanceEntryKinds = {
  "maintenance.opened@1": "开具维护工单",
  "maintenance.closed@1": "维护完毕签字",
  "maintenance.printed@1": "打印维护登记表",
  "device.noted@1": "登记设备",
  "device.changed@1": "设备软件或码流变动",
  "usb.seen@1": "USB 设备插拔",
  "usb.imported@1": "导入主机 USB 日志",
} satisfies Record<keyof typeof maintenanceEntries, string>;

export const maintenanceSubjects = { device: "设备", ticket: "维护工单" };

export const maintenanceRules = {
  "S0-5.4.1": "制度第五条（四）1：检修、升级、调试、配件更换、故障维修须记录",
};

export const maintenanceRefusals = {
  ticket_closed: { what: "该工单已经完成。", next: "有新的维护请另开工单。" },
  usb_log_unreadable: {
    what: "这份 USB 日志不能读取。",
    next: "请按说明的列导出为 CSV 或 JSON 行后再导入。",
  },
};

export const maintenanceIncidents = {
  "camera-altered": "摄像机软件或码流参数变动（无工单）",
  "usb-unknown": "未登记的 USB 设备接入",
};

export const maintenanceNext = {
  "camera-altered": "查明何人何时改动；属正常维护的补开工单并说明",
  "usb-unknown": "立即拔下并查明来源；可用的介质先到“介质”页登记",
};

export const maintenanceFields = {
  ticketId: "工单标识",
  deviceId: "设备标识",
  incidentId: "异常事件标识",
  parts: "配件数",
  resultSha256: "处理结果校验值",
  form: "登记表",
  acceptedOn: "验收日期",
  action: "动作",
  class: "类别",
  vendorId: "厂商编号",
  productId: "产品编号",
  mediumId: "介质标识",
  taken: "新增",
  unknown: "未登记",
  digest: "内容校验值",
  fault: "故障现象",
  after: "处理后状态",
  advice: "处理意见",
  hands: "维护人",
};
