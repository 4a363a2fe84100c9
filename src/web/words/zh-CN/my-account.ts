import type { AccountWarning } from "../../../contract/routes/account-care.ts";
import type { exitKinds } from "../../../contract/entries.ts";

export const lock = {
  lock: "锁屏",
  keys: "锁屏（Ctrl + Alt + L）",
  title: "页面已锁定",
  lead: "登录仍然有效。输入本人密码继续；他人使用请先退出登录。",
  leadAway: "您是通过统一身份认证登录的，本系统没有您的密码：请退出后重新登录。",
  unlock: "解锁",
  soon: "即将锁屏",
  soonText: "{{seconds}} 秒后锁屏。点击继续使用。",
};

/** Why this page has to sign in again. */
export const endedBy = {
  "sign-out": "您已退出登录。",
  idle: "闲置时间过长，系统已按规定退出账号。",
  forced: "登录已被系统管理员结束，或账号已到期、已注销。",
  gone: "浏览器离线过久，登录已结束。",
  displaced:
    "您的账号刚刚在别处登录，本页已自动退出（一人一号）。如不是您本人，请立即登录并修改密码，并告知系统管理员。",
} satisfies Record<(typeof exitKinds)[number], string>;

export const secretPage = {
  title: {
    first: "请先设置您自己的密码",
    expired: "本季度的密码尚未更换",
    weak: "密码长度不足",
  },
  text: {
    first: "初始密码只能使用一次，他人也曾看到过。设置新密码后才能进入系统。",
    expired: "按制度第十三条，密码每季度更换一次，宽限期已过。更换后才能继续使用系统。",
    weak: "现行密码策略要求未绑定动态验证码的账号使用更长的密码。设置新密码后才能继续。",
  },
  least: "至少 {{n}} 个字符，可以是一句好记的话；不得含账号、姓名，不得与最近 {{history}} 次相同。",
};

export const myAccount = {
  title: "本人账号",
  reminder: "请在 {{at}} 前更换密码，逾期只能打开更换页面。",
  reminderDay: "今天是更换密码的最后一天：{{at}} 起只能打开更换页面。",
  change: "更换密码",
  who: "账号信息",
  password: "密码",
  setAt: "最近更换",
  dueAt: "最迟更换",
  dueNone: "不定期更换",
  state: "状态",
  age: "已用 {{days}} 天",
  factor: "动态验证码",
  factorLead: "登录和签字时，除密码外再输入手机身份验证器上的 6 位数字。",
  factorOff: "未绑定",
  factorOn: "已绑定，{{at}} 起",
  codesLeft: "剩余备用码 {{n}} 个",
  factorAdd: "绑定",
  factorRemove: "解除",
  factorStart: "先输入密码，确认是您本人。",
  factorScan:
    "用身份验证器（任何支持 TOTP 的应用）扫描二维码，或手工输入密钥，再填写显示的 6 位数字。",
  factorSecret: "密钥",
  factorCode: "6 位验证码",
  factorConfirm: "确认绑定",
  factorNext: "下一步",
  qr: "绑定用二维码",
  codesTitle: "备用码",
  codesText: "只显示这一次。手机不在身边时，每个备用码可代替验证码用一次。请抄写或打印后妥善保管。",
  codesDone: "我已保存",
  code: "动态验证码或备用码",
  signIns: "本人登录记录",
  signInsNote: "如有不是您本人的登录，请立即更换密码并告知系统管理员。",
  differs: "终端或地址与前一次不同",
  here: "本次",
  lastSignIn: "上次登录",
  lastDiffers: "上次登录的终端或地址与本次不同，请确认是您本人。",
  noneBefore: "没有更早的登录",
};

export const secretAges = {
  title: "密码更换",
  note: "制度第十三条：管理人员与教师登录密码每季度更换一次",
  pack: "现行策略",
  age: "已用天数",
  setAt: "最近更换",
  dueAt: "最迟更换",
  factor: "动态验证码",
  summary: "{{n}} 个账号，逾期 {{expired}} 个，临近 {{due}} 个",
  empty: "没有账号",
  onlyOpen: "只看待办",
};

export const accountCare = {
  online: "在线",
  force: "强制退出",
  forceTitle: "强制 {{name}} 退出？",
  forceText: "该账号的所有页面立即退出，退出方式记为“强制退出”。",
  factor: "解除验证码",
  factorTitle: "解除 {{name}} 的动态验证码？",
  factorText: "用于手机丢失。解除后该账号立即退出，下次只凭密码登录，请提醒本人重新绑定。",
  roster: "导出名册",
  compare: "比对人事名单",
  compareTitle: "与人事名单比对",
  compareText:
    "选择人事名单（.xlsx 或 .csv，第一行须有“工号”和“姓名”两列）。文件只用于比对，不保存。",
  compareChoose: "选择文件",
  comparePersons: "名单共 {{n}} 人",
  withoutAccount: "名单上有、没有账号",
  notListed: "有账号、不在名单上",
  otherName: "姓名不一致",
  twice: "名单上重复的工号",
  compareClean: "账号与名单一致。",
  accountName: "账号姓名",
  checkTitle: "保存前核对",
  checkClean: "没有冲突：一人一号，职责不冲突。",
  refusedMark: "不能保存",
  warnedMark: "请注意",
  warnings: {
    person_has_account:
      "此工号或学号已有账号 {{login}}（{{name}}）。一人一号：请修改原账号，不要另开。",
    login_taken: "账号名 {{login}} 已被使用；已注销的账号名也不再使用。",
    forbidden_pair: "“{{role}}”与“{{otherRole}}”不得由一人兼任：审计与管理、审批必须分离。",
    own_rights: "不能变更自己的角色（{{role}} → {{otherRole}}），请另一位系统管理员办理。",
    category_role: "“{{category}}”不能担任“{{role}}”。",
    expiry_missing: "外来人员账号必须设定有效期。",
    last_admin: "这是最后一个长期有效的系统管理员账号，不能变更。",
    small_site:
      "系统管理员同时管理账号与系统配置。规模较小的机构允许由一人兼任，但会在每份证据材料中注明；审计员在任何情况下不得兼任。",
    same_name: "已有同名账号 {{login}}（{{personKey}}，{{role}}）。如为同一人，请勿另开账号。",
  } satisfies Record<AccountWarning["code"], string>,
};

export const accountsDue = {
  title: "账号待办",
  expiring: "{{name}} 的账号将于 {{at}} 到期",
  expired: "{{name}} 的密码逾期未换",
  first: "{{name}} 的一次性密码尚未使用，{{at}} 失效",
  firstOver: "{{name}} 的一次性密码已失效，须重新生成",
  marks: { overdue: "逾期未换", ends: "即将到期", unused: "待改初始密码" },
  more: "另有 {{n}} 项，见账号管理。",
  none: "没有待办：账号都在有效期内，密码都已按期更换。",
  toAccounts: "账号管理",
  toAges: "密码更换情况",
};

export const policy = {
  title: "安全策略",
  note: "每次修改都会把修改前后的内容记入账本",
  pack: "密码策略",
  packHints: {
    "CN-quarterly":
      "至少 12 个字符；管理人员与教师每季度更换，季初 14 天宽限；不得与最近 5 次相同。",
    modern:
      "未绑定动态验证码的账号至少 15 个字符，已绑定的至少 12 个；不要求定期更换。与制度第十三条的差异会在证据材料中注明。",
  },
  rotation: "更换周期",
  rotationHint: "仅用于季度更换策略",
  secondSignIn: "同一账号第二处登录",
  lockMinutes: "闲置锁屏（分钟）",
  lockHint: "1 至 25 分钟；锁屏后最长 30 分钟自动退出",
  examLockMinutes: "考位闲置锁屏（分钟）",
  examDesks: "考位网段",
  examDesksHint: "每行一个 CIDR，例如 10.9.0.0/24；其中的终端按考位锁屏",
  saved: "策略已保存",
  common:
    "两套策略都包括：常用密码一律拒绝、不得含账号或姓名、连续失败锁定、一次性密码 72 小时失效。",
};
