const LONGEST = 60;

/** `October 2013, three days` as `october-2013-three-days.json`: a name that every system takes. */
export function exportFileName(sessionName: string): string {
  const slug = sessionName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'session' : slug}.json`;
}
