import type { RefusalCode, refusals } from "../../../contract/refusals.ts";

export type RuleName = (typeof refusals)[RefusalCode]["rule"];
export interface RefusalWords {
  /** What happened. */
  readonly what: string;
  /** Who could allow it, or what to do now. */
  readonly next: string;
}

/** The regulation's own words where the rule is one of its clauses. */
export const rules = {
  form: "填写规则",
  security: "系统安全规则",
  setup: "首次设置规则",
  "S0-2b": "制度第二条：适用人员须逐一登记",
  "S0-4.2a": "制度第四条第 2 款：须有系统专职管理员",
  "S0-5.2.0": "制度第五条（二）：必须留痕的场景",
  "S0-5.2.1": "制度第五条（二）1：全程不间断音视频录制",
  "S0-5.3.1": "制度第五条（三）1：授课信息须完整留存",
  "S0-5.4.2": "制度第五条（四）2：异常情况须记录",
  "S0-6.1b": "制度第六条第 1 款：正常教学时段不得人为暂停、中断",
  "S0-9.1": "制度第九条第 1 款：分级权限",
  "S0-9.2": "制度第九条第 2 款：查阅、调取全程留痕",
  "S0-12.1": "制度第十二条第 1 款：限定用途",
  "S0-13a": "制度第十三条：专人专号、一人一号",
  "S0-13c": "制度第十三条：密码符合安全规范",
  "S0-13d": "制度第十三条：离开操作终端及时退出账号",
  "C-39": "时钟规则：时钟不可信时不得固化证据",
} satisfies Record<RuleName, string>;

export const refusalWords = {
  not_signed_in: { what: "您尚未登录，或登录已结束。", next: "请重新登录后继续。" },
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
  code_needed: {
    what: "还需要动态验证码。",
    next: "请输入身份验证器上的 6 位数字；设备不在身边可用备用码。",
  },
  code_wrong: {
    what: "动态验证码不正确，或已经用过。",
    next: "请等下一个验证码出现后重新输入；每个验证码只能用一次。",
  },
  last_admin: { what: "这是最后一个系统管理员账号。", next: "请先开设另一个系统管理员账号。" },
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
  purpose_missing: { what: "查阅须登记用途。", next: "请选择制度允许的五种用途之一。" },
  viewing_closed: { what: "本次查阅已结束。", next: "请重新打开录像，系统会登记新的一次查阅。" },
  evidence_unwritable: {
    what: "无法写入留痕，操作未执行。",
    next: "请通知系统管理员检查账本与磁盘。",
  },
  not_recorded: { what: "该时段没有录像。", next: "请在时间轴上查看断录及其原因。" },
  clock_untrusted: { what: "系统时钟不可信，暂不能固化证据。", next: "请系统管理员检查时间同步。" },
} satisfies Record<RefusalCode, RefusalWords>;
