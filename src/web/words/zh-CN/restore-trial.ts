/** 整机试恢复 on the page of copies and in the ledger. */
export const restoreTrial = {
  title: "整机试恢复",
  none: "还没有做过整机试恢复。",
  next: "每周核查后自动进行：由备份恢复到临时目录，与本机比对，随后清除。",
  week: "{{week}}，备份位置 {{target}}",
  results: { running: "进行中", sound: "可以恢复", failed: "不合格" },
  reasons: {
    lost: "备份中缺少应有的影像",
    refused: "有备份文件损坏、被调换或缺失",
    database: "数据库不能由备份恢复",
    ledger: "恢复的账本与本机不一致",
    counts: "恢复的记录数与本机不一致",
    findings: "恢复的记录与账本矛盾",
    "no-space": "磁盘空间不足，未进行",
    unreachable: "备份位置连接不上，未进行",
    "cut-off": "中途中断",
  },
  at: "数据库恢复到",
  ledger: "账本",
  ledgerOf: "{{entries}} 条，与本机逐条一致",
  ledgerOther: "{{entries}} 条，与本机不一致",
  risk: "若当时损毁将丢失",
  riskLedger: "账本 {{seconds}} 秒内的 {{entries}} 条",
  riskFootage: "尚未备份的影像 {{segments}} 段，{{minutes}} 分钟，{{size}}",
  rows: "片段记录",
  rowsOf: "恢复 {{restored}} 段，本机 {{here}} 段",
  sample: "抽查影像",
  sampleOf: "{{homes}} 个场次，{{segments}} 段，{{size}}，逐字节核对",
  left: "{{count}} 个场次因时间或空间未及抽查",
  lost: "备份中缺失",
  lostOf: "{{segments}} 段，{{minutes}} 分钟，{{size}}",
  nothing: "无",
  refused: "拒收的备份文件",
};

export const restoreTrialEntryKinds = { "restore.tried@1": "整机试恢复" };

export const restoreTrialFields = {
  trialId: "试恢复标识",
  sound: "合格",
  reasons: "不合格原因",
  waitingSegments: "尚未备份片段数",
  waitingMs: "尚未备份时长",
  left: "未及抽查场次数",
};

/** What a trial says of the week, for the duty that is signed. */
export const restoreTrialFacts = {
  houseTrials: "整机试恢复次数",
  houseTrialsFailed: "整机试恢复不合格",
  houseTrialSegments: "整机试恢复核对片段",
  houseTrialLost: "备份中缺失片段",
};
