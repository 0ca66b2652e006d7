import type { Findings, Problem, Unchecked } from './report.js';
import type { Servers } from './servers.js';

/** What people have to know to make anything of a verdict, in lines without a line break. */

/** Nothing that was checked must not look like success: a problem for each path. */
export function nothingFound(
  { exchanges, problems, skipped }: Findings,
  paths: readonly string[],
  servers: Servers,
): Problem[] {
  if (exchanges.length > 0 || problems.length > 0) return [];
  const hint = skipped.includes('foreign') ? '; recordings of another server need --base-url' : '';
  return paths.map((source) => ({ source, reason: `no exchange of ${servers.name}${hint}`, isEmpty: true }));
}

export function severalHosts(spec: string | undefined, { guessedHosts }: Servers): string {
  const hosts = firstOf([...guessedHosts], MOST_NAMES);
  return `${spec} names no host, and there are exchanges with several: ${hosts}. Name that of the API with --base-url`;
}

export function strippedLines({ stripped }: Findings): string[] {
  if (stripped.length === 0) return [];
  return [
    `${firstOf(stripped, MOST_NAMES)}: no request has credentials, as if they had been taken out; that is no violation`,
  ];
}

export function uncheckedLines(unchecked: readonly Unchecked[]): string[] {
  const lines = unchecked
    .slice(0, MOST_LINES)
    .map(({ file, line, reason }) => `${file}:${line} not checked: ${reason}`);
  const left = unchecked.length - lines.length;
  return left > 0 ? [...lines, `${left} more parts of the document are not checked`] : lines;
}

function firstOf(names: readonly string[], most: number): string {
  const left = names.length - most;
  return names.slice(0, most).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

const MOST_NAMES = 5;
const MOST_LINES = 10;
