import { expect, type Locator, type Page } from "@playwright/test";

/** Two strokes in the middle of the field, as a finger would draw them. */
export async function drawSignature(page: Page, within: Page | Locator = page): Promise<void> {
  const pad = within.getByRole("img", { name: "手写签名区" });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error("there is no field to sign in");
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  for (const [from, to] of [
    [at(0.2, 0.3), at(0.45, 0.7)],
    [at(0.5, 0.6), at(0.8, 0.4)],
  ] as const) {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 5 });
    await page.mouse.up();
  }
  await expect(pad).toHaveAttribute("data-signed", "yes");
}
