const years = 3;

/** The last day of free repair: three years after acceptance (N-28); 29 February ends on the 28th. */
export function warrantyUntil(acceptedOn: string): string {
  const [year = 0, month = 1, day = 1] = acceptedOn.split("-").map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${year + years}-${two(month)}-${two(Math.min(day, last))}`;
}

export function isUnderWarranty(acceptedOn: string, today: string): boolean {
  return today >= acceptedOn && today <= warrantyUntil(acceptedOn);
}
