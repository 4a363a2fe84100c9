import { readdirSync, readFileSync } from "node:fs";
import i18next, { type TFunction } from "i18next";
import { beforeAll, expect, test } from "vitest";
import { itemStates } from "../../contract/retention.ts";
import { mediumStates } from "../../contract/media.ts";
import { factLines } from "./facts.ts";
import { zhCN } from "./zh-CN.ts";

let t: TFunction;
const home = new URL("../../", import.meta.url);

beforeAll(async () => {
  const resources = { "zh-CN": { translation: zhCN } };
  const own = i18next.createInstance();
  t = await own.init({ lng: "zh-CN", resources, keySeparator: "/", nsSeparator: false });
});

const said = (name: string, value: string) => factLines(t, { [name]: value })[0];

/** Name and value of every fact that the source gives a refusal as a literal. */
function literals(): Set<string> {
  const found = new Set<string>();
  for (const room of ["kernel", "platform", "server"]) {
    const names = readdirSync(new URL(room, home), { recursive: true, encoding: "utf8" });
    for (const name of names) {
      if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
      const text = readFileSync(new URL(`${room}/${name}`, home), "utf8");
      for (const [, facts = ""] of text.matchAll(/refused\([^;{]*\{([^{}]*)\}/g))
        for (const [, fact, value] of facts.matchAll(/(\w+): "([^"]+)"/g))
          found.add(`${fact} ${value}`);
    }
  }
  return found;
}

test("[screens] no refusal tells a name of the source: each value has its word", () => {
  const all = [...literals()];
  expect(all.length).toBeGreaterThan(60);
  const bare = all.filter((one) => {
    const [fact = "", value = ""] = one.split(" ");
    const line = said(fact, value);
    return line?.text === value || line?.name === fact;
  });
  expect(bare.filter((one) => !/^install |[\u4e00-\u9fff]/.test(one))).toEqual([]);
});

test("[screens] states of items and media are told in words, and lists part by part", () => {
  for (const state of [...itemStates, ...mediumStates])
    expect(said("state", state)?.text).not.toBe(state);
  expect(said("missing", "tool evidence")?.text).toBe("使用工具、凭证（报告编号或存放处）");
  expect(said("field", "items.0.studentId")).toEqual({ name: "项目", text: "学员" });
  expect(said("field", "name")?.text).toBe("姓名或名称");
  expect(said("forbids", "S1-C6")?.text).toMatch(/^值班制度第六条/);
  expect(said("section", "copies")?.text).not.toBe("copies");
  expect(said("name", "张 XX")).toEqual({ name: "名称", text: "张 XX" });
});
