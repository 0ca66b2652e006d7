/** Whether a moment is what the filters of one name ask for. `:min` and `:max` include the moment that they name. */
export function matchesDates(name: string, timeMs: number, query: Readonly<Record<string, unknown>>): boolean {
  const second = Math.floor(timeMs / 1000) * 1000;
  const { [name]: exact, [`${name}:min`]: min, [`${name}:max`]: max } = query;
  if (min !== undefined && second < momentOf(min)) return false;
  if (max !== undefined && second > momentOf(max)) return false;
  if (exact === undefined) return true;
  return typeof exact === 'string' && exact.length === DAY.length
    ? new Date(timeMs).toISOString().startsWith(exact)
    : second === Math.floor(momentOf(exact) / 1000) * 1000;
}

const DAY = '2026-03-02';

/** Timestamps of ten digits are seconds. Without an offset, a moment is taken for one in UTC. */
function momentOf(filter: unknown): number {
  if (typeof filter === 'number') return filter < 1e10 ? filter * 1000 : filter;
  const text = String(filter).replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}
