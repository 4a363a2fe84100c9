/** What a person is told about their account and password; joined to the other refusals. */
export const accountRefusals = {
  password_used: { what: "这个密码最近用过。", next: "最近五次用过的密码不能再用，请换一个。" },
  password_own: {
    what: "密码中含有您的账号或姓名。",
    next: "请换一个不含账号、姓名的密码。",
  },
  one_time_expired: {
    what: "一次性密码已过 72 小时有效期。",
    next: "请系统管理员重新生成一次性密码。",
  },
  signed_in_elsewhere: {
    what: "该账号正在别处使用。",
    next: "请先在那里退出；无法退出时请系统管理员强制退出。",
  },
  factor_on: { what: "已经绑定了动态验证码。", next: "如需更换设备，请先解除再重新绑定。" },
  factor_off: { what: "没有绑定动态验证码。", next: "如需使用，请在“本人账号”中绑定。" },
  forbidden_pair: {
    what: "这两种职责不得由一人兼任。",
    next: "审计员不得兼任任何其他角色，请由不同的人分别担任。",
  },
  own_rights: {
    what: "不能变更自己的权限。",
    next: "请另一位系统管理员办理。",
  },
  category_role: {
    what: "该人员类别不能担任此角色。",
    next: "请核对人员类别，或选择该类别允许的角色。",
  },
  code_needed: {
    what: "还需要动态验证码。",
    next: "请输入身份验证器上的 6 位数字；设备不在身边可用备用码。",
  },
  code_wrong: {
    what: "动态验证码不正确，或已经用过。",
    next: "请等下一个验证码出现后重新输入；每个验证码只能用一次。",
  },
};
