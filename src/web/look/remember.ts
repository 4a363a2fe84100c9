/** Small choices of one browser (language, appearance); a browser that keeps nothing is fine. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows and locked-down terminals refuse: the choice then lasts as long as the page.
  }
}
