/**
 * Writes a moment in a form that the API honours. Dates and times with an offset east of Greenwich become UTC: their `+`
 * would be read as a space, and percent-encoded dates are ignored by the API. Everything else stays as it is.
 */
export function toDateFilter(value: unknown): unknown {
  if (isDate(value)) return toUtc(value);
  const [, local, hours, minutes] = (typeof value === 'string' && EASTERN_OFFSET.exec(value)) || [];
  if (!local) return value;
  return toUtc(new Date(isCalendarDay(local.slice(0, 10)) ? `${local}+${hours}:${minutes}` : Number.NaN));
}

/** Runtimes take 31 February for 3 March. */
function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const EASTERN_OFFSET = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)\+(\d\d):?(\d\d)$/;

/** The API itself writes whole seconds and `Z`. What is no moment stays none, and is refused afterwards. */
function toUtc(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A Date of another realm is not an instance of this realm's class. */
function isDate(value: unknown): value is Date {
  return (
    Object.prototype.toString.call(value) === '[object Date]' &&
    typeof Reflect.get(Object(value), 'getTime') === 'function'
  );
}
