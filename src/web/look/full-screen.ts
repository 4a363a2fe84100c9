/** Into full screen, or out of it when something is there already. */
export function fullScreen(element: Element | null | undefined): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  else void element?.requestFullscreen().catch(() => undefined);
}
