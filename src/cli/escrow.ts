import { openHouse } from "../platform/open-house.ts";
import { defaultRoot } from "../platform/terminal.ts";
import { escrow } from "../server/copies/index.ts";
import { complain, print } from "./print.ts";

const usage = "liuhen escrow";

/** Makes the escrow key of the running house and shows its secret, this once. */
export async function escrowCommand(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    complain(usage);
    return 64;
  }
  const house = openHouse(defaultRoot(), "cli");
  try {
    const made = await escrow.makeAtTerminal(house);
    if (!made.ok) {
      complain(made.code);
      return 1;
    }
    const { recipient, secret, code } = made.value;
    print("托管密钥单 · escrow key sheet\n");
    print(halfBlocks(code));
    print(`密钥 · secret      ${secret}`);
    print(`公钥 · recipient   ${recipient}\n`);
    print("只显示这一次，系统不保存。打印两份，分别封存于两处保险柜，再在“备份”页输入末八位核对。");
    print(
      "Shown only this once and stored nowhere. Lock two prints away in two places, then confirm",
    );
    print("its last eight characters on the page of copies.");
    return 0;
  } finally {
    await house.db.destroy();
  }
}

/** Two rows of the code in one line; a terminal's letters are twice as high as wide. */
function halfBlocks(rows: readonly string[]): string {
  const lines: string[] = [];
  for (let y = 0; y < rows.length; y += 2) {
    const below = rows[y + 1] ?? "";
    lines.push(
      [...(rows[y] ?? "")]
        .map((upper, x) => {
          const lower = below[x] === "1";
          if (upper === "1") return lower ? " " : "▄";
          return lower ? "▀" : "█";
        })
        .join(""),
    );
  }
  return lines.join("\n");
}
