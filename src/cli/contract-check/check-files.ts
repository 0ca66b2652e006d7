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
  return {
    exchanges: all.flatMap(({ exchanges }) => exchanges),
    problems: all.flatMap(({ problems }) => problems),
    stale: all.flatMap(({ stale }) => stale),
    skipped: all.flatMap(({ skipped }) => skipped),
    stripped: all.flatMap(({ stripped }) => stripped),
  };
}

async function checkFile(source: string, path: string, settings: CheckSettings): Promise<Findings> {
  try {
    const isOwn = (url: string) => settings.servers.contractAtUrl(url) !== undefined;
    return checkEntries(source, await readExchanges(path, isOwn), settings);
  } catch (error) {
    if (error instanceof UnreadableError) return unreadable({ source, reason: error.message });
    throw error;
  }
}

function unreadable(problem: Problem): Findings {
  return { exchanges: [], problems: [problem], stale: [], skipped: [], stripped: [] };
}
