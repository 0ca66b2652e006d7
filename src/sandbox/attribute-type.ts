import type { AttributeType } from './state.js';

/** Says what is wrong with a text as the value of an attribute of some type, if anything. */
export function findValueProblem(type: AttributeType, value: string): string | undefined {
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? undefined : 'invalid number';
  if (type === 'date') return isDay(value) ? undefined : 'invalid date';
  return undefined;
}

/** A day that there is, as `2026-03-02`. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}
