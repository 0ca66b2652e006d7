import { isObject, type Json } from './json.js';

/** Whether a document is nested more deeply than it can be followed. One that contains itself is. */
export function isTooDeep(value: Json | undefined, levels = MOST_LEVELS): boolean {
  if (!isObject(value) && !Array.isArray(value)) return false;
  return levels === 0 || Object.values(value).some((member) => isTooDeep(member, levels - 1));
}

/** Real documents have thirty. */
const MOST_LEVELS = 500;

export const TOO_DEEP = `is nested more than ${MOST_LEVELS} levels deep`;
