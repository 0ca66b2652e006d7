import type { Json } from '../json.js';
import { type ChangeId, levelOf } from './catalogue.js';
import type { Kind, Level, Side, Tendency } from './tendency.js';

/** A part of one of the documents. Without a value, it is missing, and the pointer leads to what it is missing from. */
export interface Written {
  readonly pointer: string;
  readonly value?: Json | undefined;
}

/** A difference before it is known which operations have it. */
export interface Finding {
  readonly id: ChangeId;
  readonly side: Side;
  readonly tendency: Tendency;
  readonly old: Written;
  readonly new: Written;
  /** What is different, as a clause: `maximum is 200, was 250`. */
  readonly text: string;
}

/** A difference between two documents, named once however many operations have it. */
export interface Difference extends Omit<Finding, 'id'> {
  readonly id: string;
  readonly level: Level;
  /** The operations that have it, such as `GET /customers`. Empty if it is about no operation. */
  readonly operations: readonly string[];
}

/** A finding with everything that is known once the uses of its place have been found. */
export function differenceOf(finding: Finding, kinds: ReadonlySet<Kind>, operations: readonly string[]): Difference {
  const kind = KINDS.find((one) => kinds.has(one)) ?? 'property';
  return {
    ...finding,
    id: finding.id.replace('*', `${finding.side}-${kind}`),
    level: levelOf(finding.id, finding.side, finding.tendency, kind),
    operations,
  };
}

/** Of a schema with several kinds of use, the most general one names the difference. */
const KINDS: readonly Kind[] = ['property', 'body', 'parameter', 'header'];
