import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Role } from "../../contract/roles.ts";
import type { Account } from "../../contract/routes/people.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { listAccounts } from "./list-accounts.ts";
import type { Category } from "./people-tables.ts";

/** The sheet's own words: it is printed and laid beside the personnel list. */
const headings = [
  "序号",
  "工号或学号",
  "姓名",
  "账号",
  "人员类别",
  "角色",
  "状态",
  "有效期至",
  "开通日期",
  "最近登录",
  "密码最近更换",
  "动态验证码",
];
const categories: Readonly<Record<Category, string>> = {
  staff: "管理人员",
  teacher: "授课教师",
  instructor: "实训指导人员",
  student: "在校学生",
  trainee: "参训学员",
  external: "外来培训人员",
};
const roles: Readonly<Record<Role, string>> = {
  director: "中心主任",
  superior: "分管部门",
  admin: "系统管理员",
  teacher: "授课教师",
  manager: "实训管理人员",
  operator: "值班员",
  student: "参训学员",
  auditor: "审计员",
};
const states: Readonly<Record<Account["state"], string>> = {
  active: "正常",
  locked: "已锁定",
  closed: "已注销",
  expired: "已过期",
};

export interface RosterSheet {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The account roster (账号名册) as XLSX, sorted by person key, closed accounts too (S0-13a). */
export async function writeRoster(house: House, actor: Actor): Promise<Outcome<RosterSheet>> {
  const listed = await listAccounts(house, actor);
  if (!listed.ok) return listed;
  const sorted = listed.value.accounts.toSorted((a, b) => (a.personKey < b.personKey ? -1 : 1));
  const rows = sorted.map((account, at) => line(house, account, at + 1));
  const today = localTime(house.clock.now(), house.config.timeZone).date;
  const bytes = await writeTable([{ title: "账号名册", rows: [headings, ...rows] }]);
  return granted({ fileName: `账号名册-${today}.xlsx`, bytes });
}

function line(house: House, account: Account, number: number): string[] {
  const day = (atMs: number | null) =>
    atMs === null ? "" : localTime(atMs, house.config.timeZone).date;
  const { expiresAtMs } = account;
  return [
    String(number),
    account.personKey,
    account.name,
    account.login,
    categories[account.category],
    roles[account.role],
    states[account.state],
    // An account is valid through the whole of its last day.
    expiresAtMs === null ? "长期" : day(expiresAtMs - 1),
    day(account.createdAtMs),
    day(account.lastSignInAtMs),
    account.mustChangeSecret ? "待改初始密码" : day(account.secret.setAtMs),
    account.secondFactor ? "已绑定" : "未绑定",
  ];
}
