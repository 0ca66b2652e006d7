import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isMap, isNode, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { SpecSource } from '../../../scripts/spec/source.js';
import { pointerTokens } from '../../../src/json.js';
import type { Sorted } from './equivalents.js';
import type { Result } from './survey.js';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of text. Lines and columns count from 1; the end is the first position behind it. */
export interface Location {
  readonly start: Position;
  readonly end: Position;
}

/** Finds where a document writes what JSON pointers lead to, with its name; for what is not there, what is nearest above. */
export function createLocator(text: string): (pointer: string) => Location {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const between = (start: number, end: number) => ({ start: at(start), end: at(end) });
  return (pointer) => {
    const tokens = pointerTokens(pointer);
    for (let length = tokens.length; length > 0; length -= 1) {
      const path = tokens.slice(0, length);
      const value = yaml.getIn(path, true);
      if (!isNode(value) || !value.range) continue;
      const key = keyNode(yaml.getIn(path.slice(0, -1), true), path.at(-1));
      return between(key?.range?.[0] ?? value.range[0], endOf(text, value.range[1]));
    }
    return between(0, text.indexOf('\n'));
  };
}

function keyNode(parent: unknown, name: string | undefined): Node | undefined {
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }: Pair) => isNode(key) && String(key) === name);
  return isNode(pair?.key) ? pair.key : undefined;
}

/** Blocks end where the next thing begins, which may be many empty lines later. */
function endOf(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}

/** What Stryker calls the fates of mutants. */
type Status = 'Killed' | 'Survived' | 'Ignored' | 'CompileError';

export interface ReportedMutant {
  readonly id: string;
  readonly mutatorName: string;
  readonly location: Location;
  readonly replacement: string;
  readonly status: Status;
  /** Where it is used, what kills it, or why nothing can. */
  readonly description: string;
  readonly statusReason?: string;
}

/** A report in version 2 of Stryker's mutation-testing-report-schema. */
export interface MutationReport {
  readonly schemaVersion: '2';
  readonly thresholds: { readonly high: number; readonly low: number };
  readonly files: Readonly<
    Record<string, { readonly language: 'yaml'; readonly source: string; readonly mutants: readonly ReportedMutant[] }>
  >;
}

/** The name of the document, as the report has it. */
export function reportOf(source: SpecSource, name: string, sorted: Sorted): MutationReport {
  const locate = createLocator(source.text);
  const reported = (result: Result, status: Status, statusReason: string): ReportedMutant => ({
    id: result.mutant.id,
    mutatorName: result.mutant.operator,
    location: locate(result.mutant.pointer),
    replacement: result.mutant.replacement,
    status,
    description: result.mutant.level === 'use-site' ? `at ${result.mutant.site}` : 'wherever it is used',
    ...(statusReason && { statusReason }),
  });
  const mutants = [
    ...sorted.counted.map((result) =>
      result.verdict.status === 'killed'
        ? reported(result, 'Killed', `${result.verdict.by}: ${result.verdict.title}`)
        : reported(result, 'Survived', ''),
    ),
    ...sorted.equivalent.map((result) => reported(result, 'Ignored', result.reason)),
    ...sorted.stillborn.map((result) =>
      reported(result, 'CompileError', result.verdict.status === 'stillborn' ? result.verdict.reason : ''),
    ),
  ];
  return {
    schemaVersion: '2',
    thresholds: { high: 100, low: 99 },
    files: { [name]: { language: 'yaml', source: source.text, mutants } },
  };
}

/** A page that shows a report and needs nothing else: no file beside it, no network. */
export async function pageOf(report: MutationReport): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('mutation-testing-elements');
  const script = await readFile(join(dirname(entry), 'mutation-test-elements.js'), 'utf8');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mutants of the specification</title>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</head>
<body>
<mutation-test-report-app title-postfix="specification">Showing the report needs JavaScript.</mutation-test-report-app>
<script type="application/json" id="report">${JSON.stringify(briefly(report)).replaceAll('<', '\\u003c')}</script>
<script>
document.querySelector('mutation-test-report-app').report = JSON.parse(document.getElementById('report').textContent);
</script>
</body>
</html>
`;
}

/** Thousands of killed uses beside their component would hide what matters, and make the page slow. The JSON has them. */
function briefly(report: MutationReport): MutationReport {
  const files = Object.entries(report.files).map(([name, file]) => {
    const shown = file.mutants.filter(({ status, id }) => status === 'Survived' || !id.includes(' @ '));
    return [name, { ...file, mutants: shown }] as const;
  });
  return { ...report, files: Object.fromEntries(files) };
}
