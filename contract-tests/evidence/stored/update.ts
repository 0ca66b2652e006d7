import type { SpecSource } from '../../../scripts/spec/source.js';
import { type Change, compareEvidence } from './compare.js';
import { deriveEvidence, type Evidence } from './derive.js';
import { filesOf, parseFiles, readFiles, STORED_FOLDER } from './files.js';
import { contractForVerdicts, verdictOn } from './half.js';

/** What a document makes of the stored evidence. */
export interface Update {
  /** What the document says otherwise than it did, and nobody has accepted yet. */
  readonly changes: readonly Change[];
  /** Everything that is derived from the document as it is now. */
  readonly derived: Evidence;
  /** Files as they are stored, by name. */
  readonly stored: ReadonlyMap<string, string>;
  /** Files as they are to be stored: with what is new, and with a mark at each change. */
  readonly marked: ReadonlyMap<string, string>;
}

/**
 * Brings stored evidence up to a document. New operations and new rules only add to it, so that nobody needs to accept
 * them; a verdict or a fact that is another than before keeps what it was.
 */
export async function updateEvidence(source: SpecSource, folder = STORED_FOLDER): Promise<Update> {
  const stored = await readFiles(folder).catch(() => new Map<string, string>());
  const contract = contractForVerdicts(source);
  const derived = deriveEvidence(source, contract);
  const written = filesOf(derived);
  // Equal files have equal verdicts. Only where they differ must each be asked for.
  if (differentFiles(stored, written).length === 0) return { changes: [], derived, stored, marked: written };
  const { changes, evidence } = compareEvidence(parseFiles(stored), derived, (half, operationId) =>
    verdictOn(half, operationId, contract),
  );
  return { changes, derived, stored, marked: filesOf(evidence) };
}

/** The names of files that are only in one of two folders, or have another content. */
export function differentFiles(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}
