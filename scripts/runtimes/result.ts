import { isObject } from '../../src/json.js';

/** What became of one check of the suite. */
export interface CheckResult {
  readonly topic: string;
  readonly title: string;
  /** Why it failed. */
  readonly problem?: string;
}

/** @throws Error when a text is not what the suite writes at its end. */
export function readResults(text: string): readonly CheckResult[] {
  const results: unknown = JSON.parse(text);
  if (Array.isArray(results) && results.length > 0 && results.every(isResult)) return results;
  throw new Error(`the suite said ${text}`);
}

function isResult(value: unknown): value is CheckResult {
  return isObject(value) && 'topic' in value && 'title' in value;
}
