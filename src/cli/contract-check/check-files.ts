import { UnreadableError } from '../input/entry.js';
import type { FoundFile } from '../input/find-files.js';
import { readExchanges } from '../input/read-file.js';
import { type CheckSettings, checkEntries } from './check-entries.js';
import type { Findings, Problem } from './report.js';

/** Checks all exchanges of files. A file is forgotten before the next one is read. */
export async function checkFiles(files: readonly FoundFile[], settings: CheckSettings): Promise<Findings> {
  const all: Findings[] = [];
  for (const file of files) {
    all.push('path' in file ? await checkFile(file.source, file.path, settings) : unreadable(file));
  }
  const sum = (count: (findings: Findings) => number) => all.reduce((total, findings) => total + count(findings), 0);
  return {
    exchanges: all.flatMap(({ exchanges }) => exchanges),
    problems: all.flatMap(({ problems }) => problems),
    stale: all.flatMap(({ stale }) => stale),
    otherHosts: sum(({ otherHosts }) => otherHosts),
    unanswered: sum(({ unanswered }) => unanswered),
  };
}

async function checkFile(source: string, path: string, settings: CheckSettings): Promise<Findings> {
  try {
    return checkEntries(source, await readExchanges(path), settings);
  } catch (error) {
    if (error instanceof UnreadableError) return unreadable({ source, reason: error.message });
    throw error;
  }
}

function unreadable(problem: Problem): Findings {
  return { exchanges: [], problems: [problem], stale: [], otherHosts: 0, unanswered: 0 };
}
