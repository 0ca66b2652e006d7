import { type Change, type DiffReport, LEVELS, type ReportedPlace } from '../../diff/report.js';
import { carries } from '../../diff/version.js';
import { plainText } from '../text.js';
import { fenced, markdownText } from './markdown.js';
import { element, escaped } from './xml.js';

export const DIFF_FORMATS = {
  text: formatText,
  json: (report: DiffReport) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: formatMarkdown,
  junit: formatJunit,
} as const satisfies Readonly<Record<string, (report: DiffReport, isFailure: IsFailure) => string>>;

export type DiffFormat = keyof typeof DIFF_FORMATS;

/** Whether a change fails the command. */
type IsFailure = (change: Change) => boolean;

/** How many changes there are, and what version they need. */
export function verdictOf(report: DiffReport): string[] {
  const { counts, level, leastVersion, old, new: now } = report;
  if (level === undefined) return [`${old.file} and ${now.file} say the same.`];
  const counted = LEVELS.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${name}`);
  const versions =
    leastVersion === undefined
      ? `The version ${old.version || '(none)'} is not a semantic version.`
      : versionSentence(report, leastVersion);
  return [`${old.file} → ${now.file}: ${counted.join(', ')}.`, versions];
}

function versionSentence({ level, old, new: now }: DiffReport, least: string): string {
  const needed = `After ${old.version}, ${level === 'breaking' ? 'a breaking change' : `a ${level} change`} needs at least ${least}`;
  return carries(level, old.version, now.version)
    ? `${needed}; info.version is ${now.version}.`
    : `${needed}, but info.version is ${now.version || 'missing'}.`;
}

/** For people: the gravest changes first, descriptions and examples only counted. */
function formatText(report: DiffReport): string {
  const shown = report.changes.filter(({ level }) => level !== 'patch');
  const words = report.changes.filter(({ level }) => level === 'patch');
  const blocks = [
    ...shown.map((change) => changeLines(change).join('\n')),
    ...(words.length > 0 ? [`patch: ${countedIds(words)}; --format json lists them`] : []),
    verdictOf(report).map(plainText).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function changeLines(change: Change): string[] {
  const { level, id, affects, operations, old, new: now } = change;
  const lines = [
    `${level}: ${sentenceOf(change)}`,
    `  ${id}, affects ${affects}`,
    `  ${placeOf(old)} → ${placeOf(now)}`,
    ...(operations.length > 0 ? [`  ${operationsIn(operations)}`] : []),
  ];
  return lines.map(plainText);
}

/** `query parameter limit: maximum is 200, was 250` */
function sentenceOf({ where, text }: Change): string {
  return where === '' ? text : `${where}: ${text}`;
}

function placeOf({ file, line, pointer }: ReportedPlace): string {
  return line === undefined ? `${file}#${pointer}` : `${file}:${line}`;
}

function operationsIn(operations: readonly string[]): string {
  const left = operations.length - MOST_LISTED;
  return operations.slice(0, MOST_LISTED).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/** Operations in texts. All are in the JSON. */
const MOST_LISTED = 5;

function countedIds(changes: readonly Change[]): string {
  const counts = new Map<string, number>();
  for (const { id } of changes) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) => `${count} ${id}`).join(', ');
}

/** For pull requests: a table for each level, and the draft of a changelog. */
function formatMarkdown(report: DiffReport): string {
  const { changes, changelog } = report;
  const tables = LEVELS.flatMap((level) => {
    const rows = changes.filter((change) => change.level === level).map(markdownRow);
    if (rows.length === 0) return [];
    const shown = rows.slice(0, MOST_ROWS);
    const left = rows.length - shown.length;
    return [
      `## ${level.charAt(0).toUpperCase()}${level.slice(1)} (${rows.length})`,
      ['| Change | Affects | Operations | Id | Lines |', '| --- | --- | --- | --- | --- |', ...shown].join('\n'),
      ...(left > 0 ? [`And ${left} more.`] : []),
    ];
  });
  const draft = changelog === '' ? [] : ['## Draft of the changelog', fenced(changelog, 'markdown')];
  return `${[...verdictOf(report).map(markdownText), ...tables, ...draft].join('\n\n')}\n`;
}

/** A comment on GitHub has at most 65,536 characters. */
const MOST_ROWS = 50;

function markdownRow(change: Change): string {
  const { affects, operations, id, old, new: now } = change;
  const cells = [sentenceOf(change), affects, operationsIn(operations), id, `${placeOf(old)} → ${placeOf(now)}`];
  return `| ${cells.map(markdownText).join(' | ')} |`;
}

/** A test case for each change, and a failure for those that fail the command. One case says that there are none. */
function formatJunit(report: DiffReport, isFailure: IsFailure): string {
  const { changes, old, new: now } = report;
  const suites = LEVELS.map((level) => changes.filter((change) => change.level === level))
    .filter((some) => some.length > 0)
    .map((some) => junitSuite(some[0]?.level ?? '', some, isFailure));
  const none = element('testcase', { name: 'no changes', classname: now.file, time: 0 }, []);
  const same = element('testsuite', { name: 'no changes', ...junitCounts([], isFailure), tests: 1 }, [none]);
  const all = { ...junitCounts(changes, isFailure), tests: Math.max(changes.length, 1) };
  const totals = { name: `bigcommerce-customers contract diff ${old.file} ${now.file}`, ...all };
  const content = suites.length > 0 ? suites : [same];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', totals, content)}\n`;
}

function junitSuite(name: string, changes: readonly Change[], isFailure: IsFailure): string {
  return element(
    'testsuite',
    { name, ...junitCounts(changes, isFailure) },
    changes.map((change) => junitCase(change, isFailure(change))),
  );
}

function junitCounts(changes: readonly Change[], isFailure: IsFailure) {
  return { tests: changes.length, failures: changes.filter(isFailure).length, errors: 0, skipped: 0, time: 0 };
}

function junitCase(change: Change, isFailure: boolean): string {
  const { id, operations } = change;
  const message = sentenceOf(change);
  const failure = element('failure', { message, type: id }, [escaped(changeLines(change).join('\n'))]);
  const name = operations.length > 0 ? `${message} (${operationsIn(operations)})` : message;
  return element('testcase', { name, classname: id, time: 0 }, isFailure ? [failure] : []);
}
