import { DocumentNode } from '#contract';
import { type AcceptedDifference, accepts, draftOf } from './accepted.js';
import { compareDocuments } from './compare.js';
import { type Difference, differenceOf } from './difference.js';
import { missingOperation, type Operation, operationsOf } from './operations.js';
import { placeName } from './place-name.js';
import { comparedDocument, type DiffInput, type ReportedPlace, reportedPlace } from './report.js';
import type { Side } from './tendency.js';

/**
 * What the other document says compared with ours: it allows more, it allows less, neither includes the other, or only one of
 * them says anything.
 */
export type DriftKind = 'looser' | 'stricter' | 'contradictory' | 'only here' | 'only there';

export interface Drift {
  readonly kind: DriftKind;
  readonly id: string;
  readonly side: Side;
  /** What the place is called: `query parameter limit` */
  readonly where: string;
  readonly ours: ReportedPlace;
  readonly vendor: ReportedPlace;
  readonly operations: readonly string[];
  /** The decision that accepts it. Missing if it is new. */
  readonly decision?: string;
}

/** The output of `--format json`. */
export interface DriftReport {
  /** Operations that were compared. */
  readonly operations: readonly string[];
  readonly differences: readonly Drift[];
  /** How many of them nobody has accepted. */
  readonly newDifferences: number;
  /** Entries that accept no difference. */
  readonly stale: readonly AcceptedDifference[];
  /** Entries for the differences that are new, for a person to complete. */
  readonly draft: readonly AcceptedDifference[];
}

/**
 * Compares our document with those that the vendor publishes, operation by operation, and takes off what has been accepted.
 * Of the vendor's other operations, only those at our paths count.
 */
export function driftReport(
  ours: DiffInput,
  vendors: readonly DiffInput[],
  accepted: readonly AcceptedDifference[],
): DriftReport {
  const here = operationsIn(ours);
  const paths = new Set([...here.values()].map(({ path }) => unnamed(path)));
  const found: { readonly difference: Difference; readonly vendor: DiffInput }[] = [];
  const shared = new Set<string>();
  for (const vendor of vendors) {
    const there = operationsIn(vendor);
    const names = new Set<string>();
    for (const [key, { name }] of here) if (there.has(key)) names.add(name);
    for (const name of names) shared.add(name);
    for (const [key, { name, path }] of there) if (!here.has(key) && paths.has(unnamed(path))) names.add(name);
    const options = { only: (name: string) => names.has(name) };
    for (const difference of compareDocuments(comparedDocument(ours), comparedDocument(vendor), options))
      if (isOnTheWire(difference)) found.push({ difference, vendor });
  }
  const [first] = vendors;
  for (const operation of here.values())
    if (first && !shared.has(operation.name)) found.push({ difference: missingFrom(first, operation), vendor: first });
  return reportOf(ours, found, accepted, [...shared]);
}

function reportOf(
  ours: DiffInput,
  found: readonly { readonly difference: Difference; readonly vendor: DiffInput }[],
  accepted: readonly AcceptedDifference[],
  operations: readonly string[],
): DriftReport {
  const entryFor = (difference: Difference) => accepted.find((entry) => accepts(entry, difference));
  const added = found.filter(({ difference }) => !entryFor(difference));
  return {
    operations,
    differences: found.map(({ difference, vendor }) => driftOf(difference, ours, vendor, entryFor(difference))),
    newDifferences: added.length,
    stale: accepted.filter((entry) => !found.some(({ difference }) => accepts(entry, difference))),
    draft: uniqueOf(added.map(({ difference }) => draftOf(difference))),
  };
}

function driftOf(
  difference: Difference,
  ours: DiffInput,
  vendor: DiffInput,
  entry: AcceptedDifference | undefined,
): Drift {
  const { id, side, operations, old, new: now } = difference;
  const where =
    old.value === undefined ? placeName(vendor.document, now.pointer) : placeName(ours.document, old.pointer);
  return {
    kind: kindOf(difference),
    ...{ id, side, where, operations },
    ours: reportedPlace(old, ours),
    vendor: reportedPlace(now, vendor),
    ...(entry && { decision: entry.decision }),
  };
}

function kindOf({ tendency, old, new: now }: Difference): DriftKind {
  if (now.value === undefined) return 'only here';
  if (old.value === undefined) return 'only there';
  return tendency === 'same' ? 'contradictory' : tendency;
}

/** That no document of the vendor has an operation, as a difference from one of them. */
function missingFrom(vendor: DiffInput, operation: Operation): Difference {
  const root = DocumentNode.in(comparedDocument(vendor));
  const [finding] = missingOperation(operation, root, false, false).findings;
  if (!finding) throw new Error(`nothing is said about ${operation.name}`);
  return differenceOf(finding, new Set(), [operation.name]);
}

/** Names that code has, and words for people, are everybody's own choice. */
function isOnTheWire({ side, level }: Difference): boolean {
  return side !== 'none' && level !== 'patch';
}

function operationsIn(input: DiffInput) {
  return operationsOf(DocumentNode.in(comparedDocument(input)));
}

function unnamed(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

/** An entry accepts what a schema says wherever it is used. */
function uniqueOf(entries: readonly AcceptedDifference[]): AcceptedDifference[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}
