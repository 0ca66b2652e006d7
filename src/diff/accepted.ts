import { isRecord, type Json, ownMember } from '../json.js';
import type { Difference, Written } from './difference.js';
import { isSame } from './node.js';

/** Differences that are known and meant: what both documents say at a place, and the decision behind it. */
export interface AcceptedDifference {
  /** Into our document. `*` stands for any text within a name, `**` for any number of names. */
  readonly pointer: string;
  /** What must be there: a value, `anything`, or `nothing`. */
  readonly ours: Json;
  /** What the other document must say. */
  readonly vendor: Json;
  /** The row of DECISIONS.md that says why. */
  readonly decision: string;
}

const MEMBERS = ['pointer', 'ours', 'vendor', 'decision'];

/**
 * Reads a list of accepted differences.
 *
 * @param isDecision Whether there is a decision of that name; by default, any is taken.
 * @throws Error that says which entry is wrong, and what is wrong with it.
 */
export function readAccepted(value: unknown, isDecision: (name: string) => boolean = () => true): AcceptedDifference[] {
  if (!Array.isArray(value)) throw new Error('must be a list of { pointer, ours, vendor, decision }');
  return value.map((entry: unknown, index) => {
    const problem = problemOf(entry, isDecision);
    if (problem !== undefined) throw new Error(`entry ${index + 1} ${problem}`);
    return entry as AcceptedDifference;
  });
}

function problemOf(entry: unknown, isDecision: (name: string) => boolean): string | undefined {
  if (!isRecord(entry)) return 'must be an object with pointer, ours, vendor and decision';
  const missing = MEMBERS.find((name) => ownMember(entry, name) === undefined);
  if (missing) return `has no ${missing}`;
  const unknown = Object.keys(entry).find((name) => !MEMBERS.includes(name));
  if (unknown) return `has the unknown member ${JSON.stringify(unknown)}; members are ${MEMBERS.join(', ')}`;
  const { pointer, decision } = entry;
  if (typeof pointer !== 'string' || !/^(\/|\*\*)/.test(pointer)) return 'must have a pointer that begins with / or **';
  if (typeof decision !== 'string' || decision === '') return 'must name a decision';
  return isDecision(decision) ? undefined : `names the decision ${JSON.stringify(decision)}, and there is none`;
}

/** Whether an entry is about a difference. */
export function accepts({ pointer, ours, vendor }: AcceptedDifference, { old, new: now }: Difference): boolean {
  return patternOf(pointer).test(old.pointer) && says(ours, old) && says(vendor, now);
}

function says(expected: Json, { value }: Written): boolean {
  if (expected === 'anything') return value !== undefined;
  return expected === 'nothing' ? value === undefined : value !== undefined && isSame(expected, value);
}

function patternOf(pointer: string): RegExp {
  const steps = pointer.split('/').map((token) => {
    if (token === '**') return '.*';
    return token
      .split('*')
      .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^/]*');
  });
  return new RegExp(`^${steps.join('/').replace(/^\.\*\//, '(?:.*/)?')}$`);
}

/** The rows of the tables of a Markdown file, by their first cell, as decisions are named. */
export function decisionsIn(markdown: string): ReadonlySet<string> {
  const cells = markdown.split('\n').flatMap((line) => /^\| (.+?) \|/.exec(line)?.[1] ?? []);
  return new Set(cells.map((cell) => cell.replaceAll('`', '')));
}

/** Where a difference that nobody has decided about could be accepted, for a person to complete. */
export function draftOf({ old, new: now }: Difference): AcceptedDifference {
  const said = ({ value }: Written): Json => (value === undefined ? 'nothing' : isRecord(value) ? 'anything' : value);
  return { pointer: old.pointer, ours: said(old), vendor: said(now), decision: '…' };
}
