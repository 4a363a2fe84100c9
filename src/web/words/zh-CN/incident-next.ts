import type { IncidentKind } from "../../../contract/incidents.ts";
import { completionNext } from "./completion.ts";
import { readinessNext } from "./readiness.ts";
import { detectionNext } from "./detection.ts";
import { examNext } from "./exams.ts";
import { maintenanceNext } from "./maintenance.ts";

/** What to do about an incident of each kind. */
export const incidentNext: Record<IncidentKind, string> = {
  ...completionNext,
  ...detectionNext,
  ...readinessNext,
  ...examNext,
  ...maintenanceNext,
  "copy-night-failed": "到“备份”页查看原因，排除后立即补备份",
  "copy-target-unreachable": "检查备份位置的网络、电源和账号，恢复后系统自动续传",
  "copy-set-away": "取回可移动介质并接入，补齐备份",
  "copy-damaged": "到“备份”页查看损坏对象，系统将重新备份；查明介质是否老化",
  "bit-rot": "原件已由备份修复的，检查该磁盘并考虑更换；未修复的立即停用该磁盘",
  "disk-low": "到“存储”页查看可用天数，安排扩容或办理到期资料销毁",
  "disk-full": "立即扩容；已满期间不能新增录制安排",
  "spool-overflow": "为暂存区磁盘腾出或增加空间；恢复后系统自动改回并入库",
  "overflow-unusable": "检查溢出盘是否接好、是否为另一块磁盘",
  "recording-stopped": "立即腾出空间或接入溢出盘；未保存的时段已记为断录",
  "disk-failing": "尽快更换磁盘，更换前确认两份备份齐全",
  "retention-shortfall": "按所列机位与时段核查原因并书面说明；已报上级",
  "misplaced-object": "查明来源；不属于本系统的文件由管理员移出存储库",
  "restore-trial-failed": "到“备份”页查看试恢复报告，排除后重新试恢复",
  "task-overdue": "到“定期工作”页补办并写明迟办原因",
  "task-problem": "按检查记录中的问题整改，整改后关闭",
  "digest-unacknowledged": "请中心主任签收“监督检查”页的督办摘要",
  "destruction-stopped": "到“销毁”页查看停在哪一步，排除后继续执行",
  "database-copy-behind": "检查数据库备份目录的空间与权限",
  "archive-unreceived": "催办接收方签收 F-37 移交单",
  "evidence-unreported": "到“留存台账”的固定证据中补报",
  "evidence-not-copied": "腾出空间，或到“备份”页查看原件是否已修复；系统随后自动复制",
  "rolling-stopped": "到“销毁”页查看年度处置令和停止原因",
};
