import type { DocumentNode } from '#contract';
import type { ChangeId } from './catalogue.js';
import type { Finding, Written } from './difference.js';
import { type Kind, type Polarity, type Side, seenThrough, type Tendency } from './tendency.js';

/** A pair of parts of both documents: what is different in them, and the pairs that they consist of. */
export class Pair {
  readonly findings: Finding[] = [];
  readonly uses: Use[] = [];

  add(finding: Finding): void {
    this.findings.push(finding);
  }

  /** @param as How the other pair is used; a member of a body is a property, and otherwise what it is in. */
  use(pair: Pair, as: Kind | 'same' | 'member' = 'same'): void {
    this.uses.push({ pair, as });
  }
}

export interface Use {
  readonly pair: Pair;
  readonly as: Kind | 'same' | 'member';
}

/** Compares two parts of the documents, once for each pair of places: components are used many times. */
export type ComparePart = (old: DocumentNode, now: DocumentNode) => Pair;

/** Makes a comparison of parts that remembers its results. */
export function oncePerPair(compare: (old: DocumentNode, now: DocumentNode, pair: Pair) => void): ComparePart {
  const known = new Map<string, Pair>();
  return (old, now) => {
    const key = `${old.pointer} | ${now.pointer}`;
    const found = known.get(key);
    if (found) return found;
    const pair = new Pair();
    known.set(key, pair);
    compare(old, now, pair);
    return pair;
  };
}

/** Where two schemas stand that are compared. */
export interface SchemaContext {
  readonly side: Side;
  readonly polarity: Polarity;
}

/** Notes a difference between two schemas. */
export type Report = (id: ChangeId, tendency: Tendency, old: Written, now: Written, text: string) => void;

export function reportInto(pair: Pair, { side, polarity }: SchemaContext): Report {
  return (id, tendency, old, now, text) =>
    pair.add({ id, side, tendency: seenThrough(polarity, tendency), old, new: now, text });
}
