import type { AcceptedDifference } from '../../diff/accepted.js';
import type { Drift, DriftKind, DriftReport } from '../../diff/drift.js';
import type { ReportedPlace } from '../../diff/report.js';
import { pointerTokens } from '../../json.js';
import { plainText } from '../text.js';
import { fenced, markdownText } from './markdown.js';

export const DRIFT_FORMATS = {
  text: formatText,
  json: (report: DriftReport) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: formatMarkdown,
} as const satisfies Readonly<Record<string, (report: DriftReport) => string>>;

export type DriftFormat = keyof typeof DRIFT_FORMATS;

const KINDS: Readonly<Record<DriftKind, string>> = {
  looser: 'allows more there',
  stricter: 'allows less there',
  contradictory: 'is different',
  'only here': 'is only here',
  'only there': 'is only there',
};

export function driftVerdict({ operations, differences, newDifferences, stale }: DriftReport): string {
  const known = differences.length - newDifferences;
  const counts = [
    `${counted(operations.length, 'operation')} compared`,
    counted(known, 'accepted difference'),
    counted(newDifferences, 'new difference'),
    `${counted(stale.length, 'entry', 'entries')} out of date`,
  ];
  return `${counts.join(', ')}.`;
}

function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}

/** For people: what is new, and which entries are out of date. */
function formatText(report: DriftReport): string {
  const blocks = [
    ...newOnes(report).map((drift) => driftLines(drift).map(plainText).join('\n')),
    ...report.stale.map((entry) => plainText(`out of date, there is no such difference: ${draftLine(entry)}`)),
    ...(report.draft.length > 0
      ? [`To accept what is new:\n${report.draft.map(draftLine).map(plainText).join('\n')}`]
      : []),
    driftVerdict(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function newOnes({ differences }: DriftReport): Drift[] {
  return differences.filter(({ decision }) => decision === undefined);
}

function driftLines(drift: Drift): string[] {
  const { id, side, ours, vendor, operations } = drift;
  return [
    `new: ${sentenceOf(drift)}`,
    `  ${id}, ${side}`,
    `  ${placeOf(ours)}: ${valueText(ours)}`,
    `  ${placeOf(vendor)}: ${valueText(vendor)}`,
    `  ${operations.join(', ')}`,
  ];
}

/** `DateFilter, pattern is only here` */
function sentenceOf({ where, kind, ours, vendor }: Drift): string {
  const name = pointerTokens((kind === 'only there' ? vendor : ours).pointer).at(-1) ?? '';
  const words = [where, ...(where.endsWith(name) ? [] : [name])].filter((word) => word !== '');
  return `${words.join(', ')} ${KINDS[kind]}`;
}

function placeOf({ file, line, pointer }: ReportedPlace): string {
  return line === undefined ? `${file}#${pointer}` : `${file}:${line}`;
}

/** Objects, and long texts, are found at their line. */
function valueText({ value, pointer }: ReportedPlace): string {
  return value === undefined ? pointer : `${pointer} ${JSON.stringify(value)}`;
}

/** JSON is YAML. */
function draftLine({ pointer, ours, vendor, decision }: AcceptedDifference): string {
  const members = { pointer, ours, vendor, decision };
  const texts = Object.entries(members).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `- { ${texts.join(', ')} }`;
}

/** For issues: a table of what is new, what is out of date, and entries to complete. */
function formatMarkdown(report: DriftReport): string {
  const { stale, draft } = report;
  const rows = newOnes(report).map(markdownRow);
  const table = ['| Difference | Operations | Here | There |', '| --- | --- | --- | --- |', ...rows].join('\n');
  const sections = [
    ...(rows.length > 0 ? ['## New differences', table] : []),
    ...(stale.length > 0 ? ['## Out of date', fenced(stale.map(draftLine).join('\n'), 'yaml')] : []),
    ...(draft.length > 0
      ? [
          '## Draft',
          'Change the document where the vendor is right. Otherwise write down the decision, and accept the difference:',
          fenced(draft.map(draftLine).join('\n'), 'yaml'),
        ]
      : []),
  ];
  return `${[markdownText(driftVerdict(report)), ...sections].join('\n\n')}\n`;
}

function markdownRow(drift: Drift): string {
  const { operations, ours, vendor } = drift;
  const there = (place: ReportedPlace) => `${placeOf(place)} ${valueText(place)}`;
  return `| ${[sentenceOf(drift), operations.join(', '), there(ours), there(vendor)].map(markdownText).join(' | ')} |`;
}
