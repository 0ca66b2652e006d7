import { plainText, shortened } from '../text.js';
import { type Html, html, STYLE } from './html-parts.js';
import { countedIn, type OperationScore, percentOf, type ScoreReport, type UnnoticedMutant } from './score-report.js';
import { formatTable } from './table.js';

export const SCORE_FORMATS = {
  text: formatText,
  json: (report: ScoreReport) => `${JSON.stringify(report, null, 2)}\n`,
  html: formatHtml,
} as const satisfies Readonly<Record<string, (report: ScoreReport) => string>>;

export type ScoreFormat = keyof typeof SCORE_FORMATS;

/** For people: what each operation gets, then each criterion, then what the exchanges do not notice. */
function formatText(report: ScoreReport): string {
  const unnoticed = decidedIn(report);
  const shown = unnoticed.slice(0, MOST_LISTED);
  const left = unnoticed.length - shown.length;
  const lines = [
    ...sentencesOf(report),
    ...(shown.length > 0 ? ['', 'Not noticed:', ...shown.flatMap(mutantLines)] : []),
    ...(left > 0 ? [`  and ${left} more: --format json lists all`] : []),
  ];
  const blocks = [
    plainText(titleOf(report)),
    formatTable(['Operation', 'Exchanges', 'Covered', 'Mutants noticed'], operationRows(report)),
    formatTable(['Criterion', 'Covered', '', 'Not checked'], criterionRows(report)),
    lines.map(plainText).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Mutants in the text. All are in the JSON. */
const MOST_LISTED = 15;

/** Without those of which nobody knows whether they mean anything else. */
function decidedIn({ unnoticed }: ScoreReport): readonly UnnoticedMutant[] {
  return unnoticed.filter(({ fate }) => fate !== 'undecided');
}

function titleOf({
  document: { title, version },
  operations,
  exchanges: { all, conforming, rejected },
}: ScoreReport): string {
  const counts = `${conforming} conform${rejected > 0 ? `, ${rejected} are rejected` : ''}`;
  return `${[title, version].filter((text) => text !== '').join(' ')}: ${operations.length} operations, ${all} exchanges: ${counts}.`;
}

/** With a last row for what belongs to no operation alone, so that the column adds up to all mutants. */
function operationRows({ operations, several: { noticed, mutants } }: ScoreReport): string[][] {
  const rows = operations.map(operationRow);
  return mutants === 0 ? rows : [...rows, ['(several operations)', '', '', shareOf(noticed, mutants)]];
}

function operationRow({ operationId, exchanges, covered, items, noticed, mutants }: OperationScore): string[] {
  return [
    plainText(operationId),
    exchanges === 0 ? 'unseen' : String(exchanges),
    shareOf(covered, items),
    shareOf(noticed, mutants),
  ];
}

function criterionRows({ summary: { criteria } }: ScoreReport): string[][] {
  return criteria
    .filter(({ all, unchecked }) => all + unchecked > 0)
    .map(({ criterion, covered, all, unchecked }) => [
      criterion,
      `${covered} of ${all}`,
      percentText(percentOf(covered, all)),
      unchecked > 0 ? String(unchecked) : '',
    ]);
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? 'nothing' : `${part} of ${whole} (${percentText(percentOf(part, whole))})`;
}

function percentText(percent: number | null): string {
  return percent === null ? 'nothing to count' : `${percent.toFixed(1)} %`;
}

/** The result, what did not count, and how it would be with the counterexamples. */
export function sentencesOf({ summary, exchanges, cut = [] }: ScoreReport): string[] {
  const { mutants, score, scoreWithCounterexamples, coverage, counterexamples, derived } = summary;
  const { noticed, missed, unseen, undecided, equivalent, unchecked, invalid, judged, all } = mutants;
  const beside = [
    [undecided, 'undecided (no derived exchange tells them from the document)'],
    [equivalent, 'equivalent'],
    [unchecked, 'in parts that are not checked'],
    [invalid, 'no valid document'],
  ] as const;
  const uncounted = beside.flatMap(([count, text]) => (count > 0 ? [`${count} ${text}`] : []));
  return [
    `Coverage: ${percentText(coverage)} of what exchanges can exercise.`,
    `Mutants: ${noticed} of ${countedIn(mutants)} noticed (${percentText(score)}), ${missed} missed, ${unseen} in what no exchange shows.`,
    ...(uncounted.length > 0 ? [`Not counted: ${uncounted.join(', ')}.`] : []),
    ...(judged < all ? [`${judged} of ${all} mutants judged, drawn by their names; --max-mutants changes that.`] : []),
    ...(derived.judged < derived.all
      ? [`${derived.judged} of ${derived.all} derived exchanges judged: of each part as many as there is time for.`]
      : []),
    `With the ${counterexamples} counterexamples that can be derived: ${percentText(scoreWithCounterexamples)}.`,
    ...(exchanges.unmatched > 0
      ? [`${exchanges.unmatched} rejected exchanges call no operation of the document.`]
      : []),
    ...(exchanges.incomplete > 0
      ? [
          `${exchanges.incomplete} exchanges not counted: their files lack bodies or headers, or their operation cannot be read.`,
        ]
      : []),
    ...(exchanges.skipped > 0
      ? [`${exchanges.skipped} exchanges skipped: not of this API, or without a response of their own.`]
      : []),
    ...(cut.length > 0
      ? [`Only the first places count in the bodies of ${cut.join(', ')}: their schemas contain each other.`]
      : []),
  ];
}

function mutantLines(mutant: UnnoticedMutant): string[] {
  const { fate, noticedBy, byCounterexample, byConforming } = mutant;
  const rejected = byCounterexample ? 'a counterexample' : 'an exchange that is rejected';
  const kind = byConforming ? 'a conforming exchange' : rejected;
  return [
    `  ${placeText(mutant)} ${changeText(mutant)}${fate === 'unseen' ? ' (unseen)' : ''}`,
    ...(noticedBy === undefined ? [] : [`      noticed by ${kind}: ${noticedBy}`]),
  ];
}

function placeText({ file, line, pointer }: UnnoticedMutant): string {
  return line === undefined ? `${file} ${pointer}` : `${file}:${line}`;
}

function changeText({ operator, replacement, pointer, site }: UnnoticedMutant): string {
  const change = replacement === '' ? `without ${pointer}` : shortened(replacement, MOST_CHARACTERS);
  return `${operator} ${change}${site === undefined ? '' : `, used at ${site}`}`;
}

const MOST_CHARACTERS = 100;

/** One self-contained page. */
function formatHtml(report: ScoreReport): string {
  const { summary, uncovered, unchecked = [] } = report;
  const unnoticed = decidedIn(report);
  const title = `${percentText(summary.score)} of the mutants of ${report.document.title} are noticed`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${plainText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${plainText(title)}</h1>
<p>${plainText(titleOf(report))}</p>
<ul>${sentencesOf(report).map((sentence) => html`<li>${plainText(sentence)}</li>`)}</ul>
<h2>Operations</h2>
${table(['Operation', 'Exchanges', 'Covered', 'Mutants noticed'], operationRows(report))}
<h2>Criteria</h2>
${table(['Criterion', 'Covered', 'Share', 'Not checked'], criterionRows(report))}
${section(
  'Not noticed',
  unnoticed.slice(0, MOST_ON_PAGE).map((mutant) => mutantLines(mutant).join(';')),
  unnoticed.length,
)}
${section(
  'Not covered',
  uncovered
    .filter(({ isUnchecked }) => !isUnchecked)
    .slice(0, MOST_ON_PAGE)
    .map(
      ({ file, line, operationIds, criterion, name }) =>
        `${file}:${line ?? ''} ${operationIds.join(', ')}: ${criterion} ${name}`,
    ),
  uncovered.length,
)}
${section(
  'Not checked in the OpenAPI document',
  unchecked.map(({ file, line, reason }) => `${file}:${line} ${reason}`),
  unchecked.length,
)}
</body>
</html>
`;
  return page.text;
}

/** Entries of a list. More would make a page that nobody reads. */
const MOST_ON_PAGE = 500;

function table(headings: readonly string[], rows: readonly (readonly string[])[]): Html {
  const cells = ([first = '', ...others]: readonly string[]) =>
    html`<tr><th scope="row">${first}</th>${others.map((cell, at) => html`<td data-check="${headings[at + 1]}">${cell}</td>`)}</tr>`;
  return html`<div class="wide"><table>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(cells)}</tbody>
</table></div>`;
}

function section(title: string, lines: readonly string[], all: number): Html {
  if (lines.length === 0) return html``;
  const items = lines.map((line) => html`<li>${plainText(line)}</li>`);
  const more =
    all > lines.length ? html`<p class="quiet">${all - lines.length} more are in the JSON report.</p>` : html``;
  return html`<h2>${title}</h2><ul>${items}</ul>${more}`;
}
