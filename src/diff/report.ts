import type { Contract } from '#contract';
import { isRecord, type Json, type JsonObject, ownMember } from '../json.js';
import { type ComparedDocument, compareDocuments } from './compare.js';
import type { Difference, Written } from './difference.js';
import { placeName } from './place-name.js';
import type { Level } from './tendency.js';
import { versionFor } from './version.js';

/** A document to compare, with its places. */
export interface DiffInput {
  /** The name of the file in reports. */
  readonly file: string;
  readonly document: JsonObject;
  /** Default: no place has a line. */
  readonly placeOf?: Contract['placeOf'];
}

/** Who notices a difference: those who send requests, those who read responses, or code that is generated from the document. */
export type Affected = 'callers' | 'readers' | 'generated code' | 'nobody';

/** Where a part is written. Without a value, it is missing there. */
export interface ReportedPlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly pointer: string;
  readonly value?: Json | undefined;
}

export interface Change extends Pick<Difference, 'id' | 'level' | 'side' | 'tendency' | 'text' | 'operations'> {
  readonly affects: Affected;
  /** `query parameter limit`, `Customer.email` */
  readonly where: string;
  readonly old: ReportedPlace;
  readonly new: ReportedPlace;
}

/** The output of `--format json`. */
export interface DiffReport {
  readonly old: DocumentName;
  readonly new: DocumentName;
  /** That of the gravest change. Missing if there is none. */
  readonly level?: Level | undefined;
  /** The lowest version that carries the changes; missing if the old document has no semantic version. */
  readonly leastVersion?: string | undefined;
  readonly counts: Readonly<Record<Level, number>>;
  /** The gravest first, in the order of the documents. */
  readonly changes: readonly Change[];
  /** A draft in the form of Keep a Changelog. */
  readonly changelog: string;
}

interface DocumentName {
  readonly file: string;
  readonly title: string;
  readonly version: string;
}

export const LEVELS: readonly Level[] = ['breaking', 'minor', 'patch'];

/** Compares two documents and says what that means. */
export function diffReport(old: DiffInput, now: DiffInput): DiffReport {
  const differences = compareDocuments(comparedDocument(old), comparedDocument(now));
  const changes = differences.map((difference) => changeOf(difference, old, now));
  changes.sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  const level = changes[0]?.level;
  return {
    old: nameOf(old),
    new: nameOf(now),
    level,
    leastVersion: versionFor(level, nameOf(old).version),
    counts: {
      breaking: countOf(changes, 'breaking'),
      minor: countOf(changes, 'minor'),
      patch: countOf(changes, 'patch'),
    },
    changes,
    changelog: changelogOf(changes),
  };
}

/** In the form that is compared. What cannot be read is passed over. */
export function comparedDocument({ file, document, placeOf }: DiffInput): ComparedDocument {
  return {
    document,
    problemAt: (pointer, rule, reason) => ({
      ...{ file, line: 1, column: 1, rule, reason, pointer },
      ...placeOf?.(pointer),
    }),
  };
}

function countOf(changes: readonly Change[], level: Level): number {
  return changes.filter((change) => change.level === level).length;
}

function nameOf({ file, document }: DiffInput): DocumentName {
  const text = (name: string) => {
    const value = ownMember(document['info'], name);
    return typeof value === 'string' ? value : '';
  };
  return { file, title: text('title'), version: text('version') };
}

function changeOf(difference: Difference, old: DiffInput, now: DiffInput): Change {
  const { id, level, side, tendency, text, operations } = difference;
  const isGone = difference.new.value === undefined && difference.old.value !== undefined;
  return {
    ...{ id, level, side, tendency, text, operations },
    affects: affectedBy(difference),
    where: isGone ? placeName(old.document, difference.old.pointer) : placeName(now.document, difference.new.pointer),
    old: reportedPlace(difference.old, old),
    new: reportedPlace(difference.new, now),
  };
}

function affectedBy({ level, side }: Difference): Affected {
  if (level === 'patch') return 'nobody';
  if (side === 'none') return 'generated code';
  return side === 'request' ? 'callers' : 'readers';
}

/** Values that are not a single one are found at their line. */
export function reportedPlace({ pointer, value }: Written, { file, placeOf }: DiffInput): ReportedPlace {
  const place = placeOf?.(pointer);
  const isShort = value !== undefined && !isRecord(value) && JSON.stringify(value).length <= LONGEST_VALUE;
  return {
    file: place?.file ?? file,
    ...(place?.line !== undefined && { line: place.line }),
    pointer: place?.pointer ?? pointer,
    ...(isShort && { value }),
  };
}

/** Characters. */
const LONGEST_VALUE = 200;

/** A draft for a person to complete: words that only users' names for things are missing from. */
function changelogOf(changes: readonly Change[]): string {
  const breaking = changes.filter(({ level }) => level === 'breaking');
  const minor = changes.filter(({ level }) => level === 'minor');
  const added = minor.filter(({ id }) => /added|^new-/.test(id));
  const words = countOf(changes, 'patch');
  const sections = [
    ['### Breaking', breaking.map(draftOf)],
    ['### Added', added.map(draftOf)],
    [
      '### Changed',
      [
        ...minor.filter((change) => !added.includes(change)).map(draftOf),
        ...(words > 0 ? [`- Descriptions and examples in ${words} ${words > 1 ? 'places' : 'place'}.`] : []),
      ],
    ],
  ] as const;
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `${heading}\n\n${[...new Set(lines)].join('\n')}\n`)
    .join('\n');
}

function draftOf({ operations, where, text }: Change): string {
  const some =
    operations.length > MOST_NAMED ? [`${operations.length} operations`] : operations.map((name) => `\`${name}\``);
  const subject = [some.join(', '), where].filter((words) => words !== '').join(', ');
  return `- ${subject === '' ? '' : `${subject}: `}${text}.`;
}

/** Operations that a line of the draft names. */
const MOST_NAMED = 3;
