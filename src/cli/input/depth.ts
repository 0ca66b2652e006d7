import { isObject } from '../../json.js';

/** Whether a value is nested deeper than a number of levels. Level by level, so that no depth exhausts the stack. */
export function isNestedDeeper(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((member) => (isObject(member) ? Object.values(member).filter(isObject) : []));
  }
  return false;
}
