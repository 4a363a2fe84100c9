import type { Notice } from "../../contract/looking.ts";

/** 保密须知 as the house ships it: version 1, until the institution writes its own. */
export const defaultNotice: Notice = {
  version: 1,
  sinceMs: null,
  zh: [
    "您将查阅的影像属于本单位内部教学资料，涉及教师、学员及相关人员的个人信息。请您知悉并遵守：",
    "一、仅可用于教学管理、质量监控、考核认定、问题追溯、教学研究，不得用于娱乐、宣传或网络发布。",
    "二、不得私自下载、拷贝、录屏、翻拍；不得通过微信、短视频、社交平台等任何渠道转发、传播。",
    "三、对画面中人员的个人信息、隐私以及不宜公开的校务事项，负有保密义务；离开座位请锁定屏幕。",
    "四、本次查阅的人员、账号、时间、终端、用途与播放区间全程留痕；每帧画面均带有可追溯到本人的水印。",
    "五、违反上述要求的，按本单位制度处理；造成后果的，依法承担责任。",
  ].join("\n"),
  en: [
    "What you are about to see is internal teaching material and shows personal data of teachers, trainees and others. Please note:",
    "1. It may be used for teaching management, quality control, assessment, tracing of problems and teaching research only; never for entertainment, publicity or publication.",
    "2. No private download, copy, screen recording or photograph; no forwarding by chat, short video, social media or any other way.",
    "3. You keep silent about the persons shown, their privacy and matters of the school that are not public. Lock your screen when you leave it.",
    "4. Who looks, by which account, when, at which terminal, for what purpose and which parts is entered; every picture carries a watermark that leads to you.",
    "5. Breaches are dealt with under the rules of the institution and, where harm is done, under the law.",
  ].join("\n"),
};
