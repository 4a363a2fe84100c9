/** The address of the bench's database as the superuser: row-level security binds everybody else, the owner too. */
export function asSuperuser(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = "/liuhen_bench";
  return url.href;
}
