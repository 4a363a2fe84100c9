import { expect, test } from "vitest";
import { openTestDesk, testPassword } from "../../../tests/fixture/desk.ts";

test("[setup] the first administrator is made with the code, once", async () => {
  await using desk = await openTestDesk();
  const state = () => desk.call({ url: "/api/setup" }).then((answer) => answer.json());
  expect(await state()).toEqual({ open: true, demonstration: true });
  const payload = {
    code: desk.setupCode,
    institution: "示例中心",
    login: "lin.zhao",
    name: "林昭",
    password: testPassword,
  };
  const finish = (change: Partial<typeof payload>) =>
    desk.call({ method: "POST", url: "/api/setup", payload: { ...payload, ...change } });
  expect((await finish({ code: "wrong" })).json()).toMatchObject({ code: "setup_code_wrong" });
  expect((await finish({ password: "password1234" })).json()).toMatchObject({
    code: "password_common",
  });
  const done = await finish({});
  expect(done.json()).toMatchObject({
    login: "lin.zhao",
    role: "admin",
    mustChangeSecret: false,
    institution: "示例中心",
  });
  expect(done.statusCode).toBe(200);
  expect(done.headers["set-cookie"]).toMatch(
    /^liuhen=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  expect(await state()).toEqual({ open: false, demonstration: true });
  expect((await finish({})).json()).toMatchObject({ code: "setup_done" });
});
