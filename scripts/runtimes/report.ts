import { formatTable } from '../../src/cli/report/table.js';
import type { Row } from './row.js';
import type { CheckResult } from './run-process.js';

/** A row for each runtime and way of loading, a column for each topic, and below it what failed. */
export function report(rows: readonly Row[]): string {
  const topics = [...new Set(rows.flatMap(({ results }) => results.map(({ topic }) => topic)))];
  const lines = rows.map(({ runtime, version, modules, results, seconds }) => [
    runtime,
    version,
    modules,
    ...topics.map((topic) => score(results.filter((result) => result.topic === topic))),
    seconds.toFixed(1),
  ]);
  const table = formatTable(['Runtime', 'Version', 'Modules', ...topics, 'Seconds'], lines);
  return [table, ...rows.flatMap(failuresOf)].join('\n\n');
}

/** How many checks of a topic passed; nothing where the runtime has none. */
function score(results: readonly CheckResult[]): string {
  if (results.length === 0) return '';
  const passed = results.filter(({ problem }) => problem === undefined).length;
  return passed === results.length ? `${passed}` : `${passed} of ${results.length}`;
}

function failuresOf({ runtime, version, modules, results }: Row): readonly string[] {
  return results.flatMap(({ topic, title, problem }) =>
    problem === undefined ? [] : [`${runtime} ${version}, ${modules}: ${topic}: ${title}\n${problem}`],
  );
}

export function hasFailed(rows: readonly Row[]): boolean {
  return rows.some(({ results }) => results.some(({ problem }) => problem !== undefined));
}
