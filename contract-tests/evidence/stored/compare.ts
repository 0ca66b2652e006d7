import type { Json } from '../../../src/json.js';
import type { Entry, Evidence } from './derive.js';
import type { Fact } from './facts.js';
import type { StoredEvidence } from './files.js';
import { ACCEPTED, type Half } from './half.js';
import { entriesOfLine } from './lines.js';

/** Something about which a document says something else than what is stored. */
export type Change =
  | {
      readonly kind: 'loosened' | 'tightened' | 'rejected otherwise';
      /** What the exchange was made for: a JSON pointer into the document. */
      readonly rule: string;
      readonly operationId: string;
      readonly what: string;
      readonly was: string;
      readonly is: string;
    }
  | {
      readonly kind: 'fact';
      readonly operationId: string;
      readonly fact: string;
      readonly was: Json;
      readonly is: Json;
    };

export interface Comparison {
  readonly changes: readonly Change[];
  /**
   * What is to be stored: all that is derived, if nothing has changed. Else what is stored, with a mark at what has changed, so
   * that undoing the change undoes this; and what is derived of operations that are new.
   */
  readonly evidence: Evidence;
}

/** Says what a document thinks of a half of an exchange today. */
export type Judge = (half: Half, operationId: string) => string;

/**
 * Holds what is stored against a document. What is derived from a document changes with it, and so cannot tell that it
 * allows more or less than before; what is stored can.
 *
 * @param derived Everything that is derived from the document as it is now.
 */
export function compareEvidence(stored: StoredEvidence, derived: Evidence, judge: Judge): Comparison {
  const entries = stored.lines
    .flatMap((line) => entriesOfLine(line, stored.bases))
    .map((entry) => marked(entry, judge(entry.half, entry.operationId)));
  const facts = changedFacts(stored.facts, derived.facts);
  const changes = [
    ...entries.filter(({ was }) => was !== undefined).map(changeOf),
    ...facts.map(({ was = null, ...fact }): Change => ({ kind: 'fact', ...fact, was })),
  ];
  if (changes.length === 0) return { changes, evidence: derived };
  const isNew = ({ operationId }: Entry) => !Object.hasOwn(stored.bases, operationId);
  return {
    changes,
    evidence: {
      bases: { ...derived.bases, ...stored.bases },
      facts: withFacts(facts, derived.facts),
      entries: [...entries, ...derived.entries.filter(isNew)],
    },
  };
}

/** An entry with its verdict, and with what it was before all changes that nobody has accepted yet if it was another. */
function marked({ was, ...entry }: Entry, verdict: string): Entry {
  const original = was ?? entry.verdict;
  return verdict === original ? { ...entry, verdict } : { ...entry, verdict, was: original };
}

function changeOf({ operationId, rule, what, was = '', verdict: is }: Entry): Change {
  const kind = was === ACCEPTED ? 'tightened' : is === ACCEPTED ? 'loosened' : 'rejected otherwise';
  return { kind, rule, operationId, what, was, is };
}

function changedFacts(stored: readonly Fact[], derived: readonly Fact[]): Fact[] {
  const now = new Map(derived.map((fact) => [nameOf(fact), fact.is]));
  const before = new Map(stored.map(({ is, was, ...fact }) => [nameOf(fact), was === undefined ? is : was]));
  const operations = new Set(stored.map(({ operationId }) => operationId));
  const gone = stored.filter((fact) => !now.has(nameOf(fact))).map((fact) => ({ ...fact, is: null }));
  return [...derived.filter(({ operationId }) => operations.has(operationId)), ...gone].flatMap(
    ({ was: _, ...fact }) => {
      const was = before.get(nameOf(fact)) ?? null;
      return JSON.stringify(was) === JSON.stringify(fact.is) ? [] : [{ ...fact, was }];
    },
  );
}

function nameOf({ operationId, fact }: Pick<Fact, 'operationId' | 'fact'>): string {
  return `${operationId} ${fact}`;
}

function withFacts(changed: readonly Fact[], derived: readonly Fact[]): Fact[] {
  const known = new Map(changed.map((fact) => [nameOf(fact), fact]));
  const own = derived.map((fact) => known.get(nameOf(fact)) ?? fact);
  return [...own, ...changed.filter(({ is }) => is === null)];
}
