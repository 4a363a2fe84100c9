import { z } from "zod";

/**
 * The official forms that tell what is kept, who looked and who took what: titles and columns exactly as in the
 * regulations, in order, nothing more. They are data, printed and shown as they are in every language.
 */
export const formNames = [
  "F-02",
  "F-03",
  "F-07",
  "F-08",
  "F-09",
  "F-11",
  "F-20",
  "F-23",
  "F-26",
  "F-27",
  "F-38",
] as const;
export const FormName = z.enum(formNames);
export type FormName = z.infer<typeof FormName>;

export interface FormColumn {
  readonly title: string;
  /** Share of the sheet's width. */
  readonly share: number;
  readonly align: "left" | "center";
}

export interface OfficialForm {
  readonly title: string;
  /** The clause that asks for it. */
  readonly rule: string;
  /** Whether the regulation itself gives the columns; if not, the institution confirms them. */
  readonly given: boolean;
  readonly landscape: boolean;
  readonly columns: readonly FormColumn[];
  /** Who signs a printed sheet. */
  readonly signers: readonly string[];
}

const left = (title: string, share: number): FormColumn => ({ title, share, align: "left" });
const middle = (title: string, share: number): FormColumn => ({ title, share, align: "center" });

export const officialForms: Readonly<Record<FormName, OfficialForm>> = {
  "F-02": {
    title: "中小学校园视频监控管理系统视频资料存储情况登记表",
    rule: "S3-B2b",
    given: true,
    landscape: true,
    columns: [
      middle("日期", 11),
      left("地点", 14),
      left("使用探头", 12),
      middle("格式", 8),
      middle("容量", 10),
      left("存储位置", 18),
      middle("存储人签字", 13),
      left("备注", 26),
    ],
    signers: ["登记员", "管理员"],
  },
  "F-03": {
    title: "中小学校园视频监控管理系统视频资料查阅登记表",
    rule: "S3-Q5",
    given: true,
    landscape: true,
    columns: [
      middle("日期", 11),
      left("地点", 14),
      left("查阅/调用人", 13),
      left("事由", 18),
      left("介绍信函", 14),
      middle("是否拷贝", 8),
      middle("查阅/调用人签字", 15),
      middle("管理员签字", 13),
      left("备注", 18),
    ],
    signers: ["管理员", "主管领导"],
  },
  "F-07": {
    title: "账号登录退出记录表",
    rule: "S0-5.1.1",
    given: true,
    landscape: false,
    columns: [
      left("账号", 18),
      left("姓名", 18),
      middle("登录时间", 20),
      left("操作终端", 26),
      middle("操作时长", 16),
    ],
    signers: ["系统管理员", "审计员"],
  },
  "F-08": {
    title: "留痕资料调取登记表",
    rule: "S0-11.1",
    given: true,
    landscape: true,
    columns: [
      left("调取单位", 20),
      left("调取内容", 38),
      left("用途", 22),
      left("经办人", 12),
      middle("归还时间", 16),
    ],
    signers: ["系统专职管理员", "中心主任"],
  },
  "F-09": {
    title: "视频资料调取登记表",
    rule: "S1-A6b",
    given: true,
    landscape: false,
    columns: [left("调取人员", 24), middle("调取时间", 24), left("调取用途", 52)],
    signers: ["值班人员", "负责人"],
  },
  "F-11": {
    title: "视频资料存储事件登记表",
    rule: "S3-B2b",
    given: true,
    landscape: true,
    columns: [
      middle("时间", 20),
      left("地点", 16),
      left("类型", 18),
      left("使用探头", 12),
      left("储存位置", 22),
      middle("储存人签名", 16),
    ],
    signers: ["管理员", "主管领导"],
  },
  "F-20": {
    title: "可视化系统留痕资料查阅登记表",
    rule: "S0-10a",
    given: false,
    landscape: true,
    columns: [
      middle("日期", 10),
      left("查阅人", 9),
      left("部门", 11),
      left("查阅资料名称(命名规则)", 27),
      left("查阅事由(教学研讨/教学复盘/质量自查)", 17),
      middle("查阅方式(在线)", 8),
      middle("起止时间", 14),
      middle("管理员签字", 12),
      left("备注", 15),
    ],
    signers: ["系统专职管理员", "中心主任"],
  },
  "F-23": {
    title: "视频监控资源使用审批表",
    rule: "S1-E1",
    given: false,
    landscape: true,
    columns: [
      left("申请单位/个人", 10),
      left("联系方式", 9),
      left("证件/介绍信", 10),
      middle("申请类型(调取/查看/复制)", 9),
      left("摄像机", 9),
      middle("起止时间", 12),
      left("用途", 13),
      middle("保卫科长意见签字", 12),
      middle("分管副院长意见签字", 12),
      middle("经办监控人员", 8),
      middle("完成时间", 10),
      left("备注", 11),
    ],
    signers: ["监控室负责人", "保卫科长"],
  },
  "F-26": {
    title: "事件记录与处置台账",
    rule: "S0-15",
    given: false,
    landscape: true,
    columns: [
      middle("时间", 8),
      middle("类型(系统崩溃/数据丢失/影像泄露/网络攻击)", 9),
      left("发现人", 6),
      left("切断措施", 15),
      left("现场保护", 12),
      left("报告(中心主任/网信/保卫)时间", 23),
      left("处置经过", 16),
      left("结论", 13),
      middle("签字", 9),
    ],
    signers: ["系统专职管理员", "中心主任"],
  },
  "F-27": {
    title: "留存台账",
    rule: "S0-17.1",
    given: false,
    landscape: true,
    columns: [
      middle("资料编号", 11),
      left("名称", 34),
      middle("分区", 9),
      middle("留存类别", 10),
      middle("形成日期", 10),
      middle("到期日", 10),
      middle("冻结状态", 8),
      middle("副本数", 6),
      middle("状态", 10),
    ],
    signers: ["系统专职管理员", "中心主任"],
  },
  /** Ours: the regulations ask for a register of publications apart (C-52) and give no columns. */
  "F-38": {
    title: "公开发布登记表",
    rule: "C-52",
    given: false,
    landscape: true,
    columns: [
      middle("日期", 10),
      left("发布单位", 13),
      left("发布内容", 26),
      left("事由", 16),
      middle("画面遮挡", 8),
      middle("审批意见签字", 15),
      left("经办人", 9),
      middle("交付时间", 11),
      left("备注", 14),
    ],
    signers: ["管理员", "主管领导"],
  },
};

/** Where the paper of a printed sheet is: only printed, back and signed, scanned as well, or lost. */
export const sheetStates = ["printed", "received", "scanned", "missing"] as const;
export const SheetState = z.enum(sheetStates);
export type SheetState = z.infer<typeof SheetState>;
