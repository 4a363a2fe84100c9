import { type DutyText, type Office, offices } from "../../contract/appointments.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";

interface Text {
  readonly version: number;
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** The duty of each office; a changed text is a new version, and what was signed stays known by its digest. */
const texts: Readonly<Record<Office, Text>> = {
  custodian: {
    version: 1,
    zh: [
      "本人受任为本机构视频信息管理员，负有保管视频信息的责任，并遵守以下各项：",
      "一、妥善保管监控视频与留痕资料，确保其完整、真实；任何人不得私自删除、修改、覆盖。",
      "二、未经批准，不查看、不复制、不公布、不外借、不销毁任何视频资料；办理时严格按批准的范围与用途执行并登记。",
      "三、涉及教学评价、突发事件的视频及时备份归档；标为敏感、涉密的，按保密规定办理。",
      "四、视频资料不带离规定的存放场所与介质；发现丢失、泄露、损坏，立即报告。",
      "五、保守工作中知悉的学校秘密与个人隐私，卸任后仍然有效；本账号由本人使用，不转借。",
    ],
    en: [
      "I take up the office of video information administrator of this institution and answer for the custody of its video. I will keep to the following:",
      "1. I keep surveillance video and teaching records whole and true. Nobody deletes, alters or overwrites them on their own.",
      "2. Without approval I do not look at, copy, publish, lend or destroy any video. What is approved I carry out within its scope and purpose, and register it.",
      "3. Video of teaching evaluation and of emergencies is backed up and archived in time; what is labelled sensitive or secret is handled by the rules of secrecy.",
      "4. Video does not leave its appointed place and media. Loss, leakage and damage I report at once.",
      "5. I keep silent about secrets of the school and the privacy of persons that I learn of, also after leaving the office. My account is used by me alone.",
    ],
  },
  privacy: {
    version: 1,
    zh: [
      "本人受任为本机构个人信息保护负责人，对影像中个人信息的处理活动与保护措施履行监督责任，并遵守以下各项：",
      "一、受理被拍摄人员查阅、复制、更正、删除其个人信息的申请，核实身份，在规定期限内提出意见。",
      "二、只按申请人本人的画面办理；画面中的其他人员一律遮挡，不因申请人同意而例外。",
      "三、监督影像的采集、保存、使用、提供与公开，发现超出目的、范围或期限的，要求纠正并报告。",
      "四、不审批本人提出的申请，不经办本人审核的事项；履职中知悉的个人信息严格保密，卸任后仍然有效。",
    ],
    en: [
      "I take up the office of privacy officer of this institution and watch over the handling and protection of personal data in its recordings. I will keep to the following:",
      "1. I receive the requests of persons filmed to see, copy, correct or erase their data, make sure who they are, and give my opinion in time.",
      "2. Only pictures of the person who asks are given; everybody else is masked, without exception.",
      "3. I watch over collection, keeping, use, provision and publication of recordings, and have corrected and reported what goes beyond purpose, scope or period.",
      "4. I decide no request of my own and carry out nothing that I have examined. What I learn of persons stays secret, also after leaving the office.",
    ],
  },
};

/** The text as it is read now, with the digest that enters the ledger. */
export function dutyText(office: Office): DutyText {
  const { version, ...lines } = texts[office];
  const zh = lines.zh.join("\n");
  const en = lines.en.join("\n");
  return { office, version, zh, en, sha256: toHex(sha256(utf8(`${zh}\n\n${en}`))) };
}

export const dutyTexts = (): DutyText[] => offices.map(dutyText);
