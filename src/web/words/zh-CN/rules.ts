import { archiveRefusals, archiveRules } from "./archive.ts";
import { attendanceRefusals, attendanceRules } from "./attendance.ts";
import type { RouteRule } from "../../../contract/approval.ts";
import type { RefusalCode, refusals } from "../../../contract/refusals.ts";
import { accountRefusals } from "./account-refusals.ts";
import { handingRefusals, handingRules } from "./handing.ts";
import { completionRefusals, completionRules } from "./completion.ts";
import { conductRefusals, conductRules } from "./conduct.ts";
import { maintenanceRefusals, maintenanceRules } from "./maintenance.ts";
import { examRefusals } from "./exams.ts";
import { playbookRefusals } from "./playbooks.ts";
import { timetableRefusals } from "./timetable.ts";
import { readinessRefusals, readinessRules } from "./readiness.ts";
import { scoringRefusals, scoringRules } from "./scoring.ts";
import { deviceScoresRefusals } from "./device-scores.ts";
import { institutionRefusals, institutionRules } from "./institution.ts";
import { copiesRefusals, copiesRules } from "./copies.ts";
import { destructionRefusals, destructionRules } from "./destruction.ts";
import { retentionRefusals, retentionRules } from "./retention.ts";
import { policiesRefusals, policiesRules } from "./policies.ts";
import { evidencePackRefusals, evidencePackRules } from "./evidence-pack.ts";
import { supervisionRefusals, supervisionRules } from "./supervision.ts";
import { tendingRefusals } from "./tending.ts";

/** Beside the rules that refuse: the one that forbids copies, told where a grant of its exception is used up (C-07). */
export type RuleName = (typeof refusals)[RefusalCode]["rule"] | RouteRule | "S1-C6";
export interface RefusalWords {
  /** What happened. */
  readonly what: string;
  /** Who could allow it, or what to do now. */
  readonly next: string;
}

/** The regulation's own words where the rule is one of its clauses. */
export const rules = {
  form: "填写规则",
  ...copiesRules,
  ...destructionRules,
  ...archiveRules,
  ...attendanceRules,
  ...handingRules,
  ...readinessRules,
  ...scoringRules,
  ...evidencePackRules,
  ...supervisionRules,
  ...policiesRules,
  ...conductRules,
  ...maintenanceRules,
  ...completionRules,
  ...institutionRules,
  ...retentionRules,
  security: "系统安全规则",
  setup: "首次设置规则",
  "4.3": "职责分离规则（等级保护：审计与管理不得兼任）",
  "S0-2b": "制度第二条：适用人员须逐一登记",
  "S0-4.2a": "制度第四条第 2 款：须有系统专职管理员",
  "S0-4.1a": "制度第四条（一）：中心主任审批调取、外借与销毁",
  "S0-10a": "制度第十条：教职工查阅须向管理员申请并登记",
  "S0-11.1": "制度第十一条（一）：单位公函、主任审批，五项登记",
  "S0-11.2": "制度第十一条（二）：法律文书或公函，两级不同人员审批",
  "S0-12.2b": "制度第十二条（二）：教研节选须经主任审批并注明来源用途",
  "S1-C6": "值班制度第六条：图像资料不得复制、外借、更改或毁坏",
  "S1-A6a": "监控室制度六：未经批准不得查看、复制、使用",
  "S1-E1": "使用程序一：如实填写审批表",
  "S1-E2": "使用程序二：保卫科长签署，分管副院长审批",
  "S1-E3": "使用程序三：按审批内容调取，不得超出",
  "S1-E4": "使用程序四：未经批准的单位和个人不得调取",
  "S3-8.2": "办法第八条（二）：执法证件、介绍信函，校长同意",
  "S3-Q4": "查阅制度四：资料不得带离规定场所",
  "S3-Q5": "查阅制度五：未经主管领导批准不得拷贝，查阅须登记",
  "S3-Q7": "查阅制度七：单位依法调取，经领导审批",
  "C-07": "值班制度六与使用程序：禁止私自拷贝、外借；经批准只可办理一次",
  "C-32": "制度第四条（一）、第十一条（一）：外借须按期归还",
  "C-34": "个人回放规则：只提供本人工位画面，不得呈现其他学员",
  "S3-8.3": "办法第八条（三）：保守学校秘密，保护个人隐私",
  "C-38": "审批分工规则：本人不审本人，委托不超过三十天，紧急情况二十四小时内补齐",
  "S0-5.2.0": "制度第五条（二）：必须留痕的场景",
  "S0-5.2.1": "制度第五条（二）1：全程不间断音视频录制",
  "S0-5.3.1": "制度第五条（三）1：授课信息须完整留存",
  "S0-5.4.2": "制度第五条（四）2：异常情况须记录",
  "S0-6.1b": "制度第六条第 1 款：正常教学时段不得人为暂停、中断",
  "S0-6.2b": "制度第六条第 2 款：纸质台账与电子记录一一对应",
  "S0-9.1": "制度第九条第 1 款：分级权限",
  "S0-9.2": "制度第九条第 2 款：查阅、调取全程留痕",
  "S0-10b": "制度第十条：原则上不得私自下载、拷贝原始资料",
  "S0-12.1": "制度第十二条第 1 款：限定用途",
  "S0-13a": "制度第十三条：专人专号、一人一号",
  "S0-13c": "制度第十三条：密码符合安全规范",
  "S0-13d": "制度第十三条：离开操作终端及时退出账号",
  "C-47": "初始密码规则：一次性、限时、由本人修改",
  "C-39": "时钟规则：时钟不可信时不得固化证据",
  "S0-15": "制度第十五条：发生异常立即处置、保护现场、报告并登记",
  "S0-8.4b": "制度第八条（四）：每年核查存储容量、清理冗余",
} satisfies Record<RuleName, string>;

export const refusalWords = {
  not_signed_in: { what: "您尚未登录，或登录已结束。", next: "请重新登录后继续。" },
  locked: { what: "页面已锁定。", next: "请输入本人密码解锁，或退出登录。" },
  not_permitted: { what: "您的角色没有这项权限。", next: "确因工作需要，请向系统管理员申请。" },
  not_found: {
    what: "没有找到，或不在您的权限范围内。",
    next: "请返回列表重新选择；确需查阅请联系系统管理员。",
  },
  bad_input: { what: "填写的内容不符合要求。", next: "请检查标出的项目后重新提交。" },
  bad_origin: { what: "请求来自不被信任的网页地址。", next: "请从本系统的地址重新打开页面。" },
  too_many: { what: "操作过于频繁。", next: "请稍候再试。" },
  must_change_secret: { what: "初始密码必须先修改。", next: "请先设置您自己的密码。" },
  conflict: { what: "内容已被他人修改。", next: "请刷新后核对，再重新提交。" },
  setup_done: { what: "首次设置已经完成。", next: "请直接登录。" },
  setup_code_wrong: { what: "设置码不正确。", next: "请核对启动终端中显示的一次性设置码。" },
  sign_in_failed: {
    what: "账号或密码不正确。",
    next: "请核对后重试；忘记密码请联系系统管理员重置。",
  },
  account_locked: {
    what: "连续多次失败，账号已暂时锁定。",
    next: "请稍后再试，或请系统管理员重置密码并解锁。",
  },
  account_closed: { what: "账号已注销。", next: "如有疑问请联系系统管理员。" },
  account_expired: { what: "账号已过有效期。", next: "请联系系统管理员延长有效期。" },
  expiry_missing: { what: "外来人员账号必须设定有效期。", next: "请填写有效期。" },
  login_taken: {
    what: "该账号名已被使用。",
    next: "请换一个账号名；已注销的账号名也不能重复使用。",
  },
  person_has_account: { what: "此人已有账号。", next: "一人一号：请修改原账号，不要另开。" },
  password_short: { what: "密码过短。", next: "请使用至少 12 个字符，可用一句好记的话。" },
  password_common: { what: "密码过于常见。", next: "请换一个不易被猜到的密码。" },
  password_same: { what: "新密码与旧密码相同。", next: "请设置不同的新密码。" },
  secret_wrong: {
    what: "当前密码不正确。",
    next: "请重新输入当前密码；忘记密码请联系系统管理员重置。",
  },
  ...accountRefusals,
  ...copiesRefusals,
  ...destructionRefusals,
  ...archiveRefusals,
  ...attendanceRefusals,
  ...handingRefusals,
  ...playbookRefusals,
  ...readinessRefusals,
  ...timetableRefusals,
  ...scoringRefusals,
  ...deviceScoresRefusals,
  ...examRefusals,
  ...conductRefusals,
  ...maintenanceRefusals,
  ...completionRefusals,
  ...institutionRefusals,
  ...retentionRefusals,
  last_admin: { what: "这是最后一个系统管理员账号。", next: "请先开设另一个系统管理员账号。" },
  person_unknown: {
    what: "身份认证已通过，但本系统没有您的账号。",
    next: "请联系系统管理员开通账号，并核对工号（学号）。",
  },
  person_key_missing: {
    what: "身份认证服务没有给出您的工号（学号）。",
    next: "请联系系统管理员核对统一身份认证的字段设置。",
  },
  vouching_refused: {
    what: "身份认证没有通过。",
    next: "请重新登录；仍不成功请联系系统管理员。",
  },
  journey_gone: {
    what: "本次登录已失效：时间过长、已使用过，或不是在本浏览器发起。",
    next: "请重新点击登录按钮。",
  },
  provider_unreachable: {
    what: "暂时连不上身份认证服务。",
    next: "请稍后再试，或使用本系统的账号密码登录。",
  },
  provider_unusable: {
    what: "身份认证服务的应答不符合要求。",
    next: "请系统管理员核对统一身份认证设置。",
  },
  transport_open: {
    what: "该地址未加密，不能用于身份认证。",
    next: "请改用 https、ldaps，或为 ldap 启用 StartTLS。",
  },
  passkeys_absent: {
    what: "本页面不是安全连接，无法使用通行密钥。",
    next: "请通过 HTTPS 域名打开本系统，或使用密码登录。",
  },
  passkey_refused: {
    what: "通行密钥验证没有通过。",
    next: "请重试，或改用密码登录。",
  },
  name_taken: { what: "名称已被使用。", next: "请换一个名称。" },
  host_not_allowed: {
    what: "该地址不在允许的网段内。",
    next: "请系统管理员在“场地与设备 · 机构”中核对允许网段。",
  },
  camera_unreachable: { what: "连接不到摄像机。", next: "请检查地址、端口、网线与电源后再测试。" },
  camera_login_refused: {
    what: "摄像机不接受该用户名或密码。",
    next: "请核对摄像机的用户名和密码。",
  },
  camera_unusable: {
    what: "摄像机的码流无法使用。",
    next: "请在摄像机上选择 H.264 或 H.265 视频编码。",
  },
  camera_busy: { what: "摄像机正在录制，此时不能变更。", next: "请在授课结束后再操作。" },
  coverage_missing: {
    what: "没有选择覆盖内容。",
    next: "请至少选择一项：实训场地、操作工位、学员动作、教师指导。",
  },
  venue_taken: { what: "该场地此时段已有授课。", next: "请更换时段或场地。" },
  lesson_incomplete: {
    what: "授课信息不完整。",
    next: "六项信息都须填写：实训项目、课程名称、授课时段、课时数、参训班级或名单、分组信息。",
  },
  scene_must_be_recorded: {
    what: "该场景必须录制，不能设为不录制。",
    next: "请保留录制；任何人都无权关闭。",
  },
  venue_without_camera: {
    what: "该场地没有可用摄像机。",
    next: "请换场地，或请系统管理员先添加摄像机。",
  },
  lesson_started: {
    what: "授课已开始录制，不能再修改。",
    next: "录制由系统按计划结束；如有差错请在课后登记说明。",
  },
  lesson_of_exam: {
    what: "这是已发布考核的考室，时间和场地随考核安排。",
    next: "请在“多站考核”中撤回该考核，修改后重新发布。",
  },
  span_invalid: { what: "时段不正确。", next: "结束时间须晚于开始时间，且不能过长或早于现在。" },
  timetable_unreadable: {
    what: "无法读取课表文件。",
    next: "请使用模板，保存为 .xlsx 或 .csv 后重试。",
  },
  timetable_has_errors: {
    what: "课表中还有错误的行，未导入任何内容。",
    next: "请按列出的行改正后重新选择文件。",
  },
  preview_gone: { what: "预览已过期。", next: "请重新选择文件。" },
  no_stop: { what: "录制不能由任何人停止。", next: "录制由系统按课表统一开启与关闭。" },
  register_too_long: {
    what: "所选期间的登记太多，不能一次打印或导出。",
    next: "请缩短期间后重试。",
  },
  no_register_lines: {
    what: "所选期间没有登记内容。",
    next: "请换一个期间；没有登记就没有可打印的单据。",
  },
  sheet_without_scan: {
    what: "还没有签字扫描件。",
    next: "请先上传该单据的签字扫描件（PDF、JPEG 或 PNG）。",
  },
  paper_refused: {
    what: "这份材料不能接收。",
    next: "请上传 PDF、JPEG 或 PNG 原件（20 MB 以内）；不含脚本、附件或加密。",
  },
  purpose_missing: { what: "查阅须登记用途。", next: "请选择制度允许的五种用途之一。" },
  others_shown: {
    what: "本人工位没有单独的摄像机，其他画面会出现别的学员，不能自行回放。",
    next: "请向授课教师提出，在教师陪同下观看；或请教务安排时填写工位。",
  },
  notice_not_accepted: {
    what: "尚未确认保密须知，不能开始查阅。",
    next: "请先阅读并确认《保密须知》。",
  },
  viewing_closed: { what: "本次查阅已结束。", next: "请重新打开录像，系统会登记新的一次查阅。" },
  evidence_unwritable: {
    what: "无法写入留痕，操作未执行。",
    next: "请通知系统管理员检查账本与磁盘。",
  },
  not_recorded: { what: "该时段没有录像。", next: "请在时间轴上查看断录及其原因。" },
  own_request: {
    what: "不能审批自己提出的申请。",
    next: "请由其他审批人签署；无人可签时由上一级签署。",
  },
  same_person: {
    what: "同一人不能在一件申请中签署两次。",
    next: "请由另一位审批人签署本环节。",
  },
  wrong_order: {
    what: "尚未轮到本环节。",
    next: "请等前一环节签署后再办理。",
  },
  step_decided: {
    what: "本环节已由他人签署。",
    next: "请刷新页面查看结果。",
  },
  not_your_step: {
    what: "本环节不由您签署。",
    next: "审批人或其受托人方可签署；请查看页面所列的签署人。",
  },
  field_missing: {
    what: "必填内容不完整。",
    next: "请补齐页面标出的各项后再提交。",
  },
  paper_missing: {
    what: "缺少必需的材料。",
    next: "请上传页面所列的公函、文书或证件。",
  },
  request_not_open: {
    what: "申请当前状态不允许此操作。",
    next: "请刷新页面查看申请的最新状态。",
  },
  emergency_not_asked: {
    what: "申请人没有申报紧急情况。",
    next: "请按正常程序逐级签署。",
  },
  return_missing: {
    what: "外借或调取的资料尚未归还。",
    next: "请先登记归还，或附上销毁声明。",
  },
  signature_missing: {
    what: "您还没有保存过签名。",
    next: "请手写签名，或先在个人设置中保存签名。",
  },
  delegation_long: {
    what: "委托期限超过三十天（间隔不足一天的委托合并计算），或时段不正确。",
    next: "请缩短时段，或与上一次委托间隔一天以上。",
  },
  delegation_pair: {
    what: "该人员不能受托：会形成不相容的职责。",
    next: "请从可受托人员名单中选择。",
  },
  grant_missing: {
    what: "没有有效的批准。",
    next: "请先提出申请，经批准后再办理。",
  },
  grant_used: {
    what: "该批准只能使用一次，已经用过。",
    next: "值班制度禁止私自拷贝、外借，使用程序只许按批准办理一次；如需再次办理，请重新申请。",
  },
  nothing_made: {
    what: "还没有制作可交接的资料。",
    next: "请先按批准的范围制作资料，再办理交接。",
  },
  outside_grant: {
    what: "超出批准的范围。",
    next: "只能办理批准的批次、摄像机和时段；如需更大范围，请重新申请。",
  },
  clock_untrusted: { what: "系统时钟不可信，暂不能固化证据。", next: "请系统管理员检查时间同步。" },
  export_by_approver: {
    what: "您参与审批了该申请，不能再由您办理调取。",
    next: "审批与办理须由不同人员承担；请由其他管理员或值班人员办理。",
  },
  export_must_be_sealed: {
    what: "交给外部的资料必须加密。",
    next: "请选择口令加密或接收方公钥加密。",
  },
  export_recipient_invalid: {
    what: "接收方公钥无效。",
    next: "请向接收方索取以 age1 开头的公钥，完整粘贴。",
  },
  export_not_ready: { what: "调取件尚未制作完成。", next: "请等待制作完成后再取走。" },
  export_gone: {
    what: "调取件已清除。",
    next: "交接后按期清除；如仍需要，请重新申请。",
  },
  export_too_many: {
    what: "本机保存的调取件已达上限。",
    next: "请先办理交接，待旧件清除后再制作。",
  },
  export_too_large: {
    what: "所选范围超过单件大小上限。",
    next: "请缩小摄像机或时段范围，分次制作。",
  },
  export_no_space: { what: "磁盘空间不足，无法制作。", next: "请系统管理员清理或扩充磁盘。" },
  ...tendingRefusals,
  ...evidencePackRefusals,
  ...supervisionRefusals,
  ...policiesRefusals,
  ffmpeg_missing: {
    what: "本机没有 ffmpeg，无法精确剪切和叠加标注。",
    next: "请系统管理员在服务器上执行：apt-get install -y ffmpeg",
  },
} satisfies Record<RefusalCode, RefusalWords>;
