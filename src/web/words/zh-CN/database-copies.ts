/** The continuous copy of the database on the page of copies. */
export const databaseCopies = {
  title: "数据库连续备份",
  unknown: "尚无备份状态。",
  own: "使用机构自有的 PostgreSQL：数据库由机构自行备份，不在本系统备份之内。",
  sound: "正常",
  since: "自 {{at}}",
  from: "可恢复起点",
  fromOf: "{{at}} 起任意一秒",
  never: "尚无",
  segment: "最近日志",
  waiting: "，待备份 {{count}} 段",
  base: "最近全量",
  baseOf: "{{at}}，{{size}}，现存 {{count}} 份",
  space: "占用",
  failures: {
    "archiver-failing": "数据库无法写出日志段",
    "collect-failed": "日志段无法存入备份",
    "segment-differs": "同名日志段内容不同，已停止覆盖",
    "base-failed": "全量备份失败",
    "disk-low": "空间不足，未做全量备份",
    "not-archiving": "数据库未开启连续备份，下次启动后生效",
  },
};
