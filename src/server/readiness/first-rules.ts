/** What Article 4(4) asks of trainees, as the house brings it; later versions are the institution's own. */
export const firstRules = {
  version: 1,
  zh: [
    "按操作规程使用设备，听从教师安排。",
    "不遮挡、不移动、不损坏摄像机和拾音器。",
    "不触碰录制主机和控制终端，不更改任何设置。",
    "不修改、不删除操作数据和成绩。",
    "不私自拍摄、下载、转发课堂影像。",
    "发现设备异常或安全隐患，立即报告教师。",
  ],
  en: [
    "Use the equipment by its procedure and follow the teacher.",
    "Do not cover, move or damage cameras and microphones.",
    "Do not touch recorders or control terminals, and change no setting.",
    "Do not alter or delete operation data or scores.",
    "Do not film, download or forward pictures of the class.",
    "Report a fault or a hazard to the teacher at once.",
  ],
};
