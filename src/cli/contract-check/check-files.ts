import { bigcommerceContract, type CheckOptions, type Contract } from '../../contract/index.js';
import { type Entry, UnreadableError } from '../input/entry.js';
import type { FoundFile } from '../input/find-files.js';
import { readExchanges } from '../input/read-file.js';
import { checkEntry, isOfHost, type Verdict } from './check-entry.js';
import { collectSecrets } from './collect-secrets.js';
import { createMask } from './mask.js';
import type { CheckedExchange, Findings, Problem } from './report.js';

/** Checks all exchanges of files. A file is forgotten before the next one is read. */
export async function checkFiles(
  files: readonly FoundFile[],
  contract: Contract,
  options: CheckOptions = {},
): Promise<Findings> {
  const all: Findings[] = [];
  for (const file of files) {
    all.push('path' in file ? await checkFile(file.source, file.path, contract, options) : unreadable(file));
  }
  const sum = (count: (findings: Findings) => number) => all.reduce((total, findings) => total + count(findings), 0);
  return {
    exchanges: all.flatMap(({ exchanges }) => exchanges),
    problems: all.flatMap(({ problems }) => problems),
    otherHosts: sum(({ otherHosts }) => otherHosts),
    unanswered: sum(({ unanswered }) => unanswered),
  };
}

async function checkFile(source: string, path: string, contract: Contract, options: CheckOptions): Promise<Findings> {
  try {
    return checkEntries(source, await readExchanges(path), contract, options);
  } catch (error) {
    if (error instanceof UnreadableError) return unreadable({ source, reason: error.message });
    throw error;
  }
}

function unreadable(problem: Problem): Findings {
  return { exchanges: [], problems: [problem], otherHosts: 0, unanswered: 0 };
}

/** @throws UnreadableError when there are too many credentials to be looked for everywhere. */
export function checkEntries(
  source: string,
  entries: readonly Entry[],
  contract: Contract,
  options: CheckOptions = {},
): Findings {
  const recorded = entries.filter((entry) => entry.kind === 'exchange');
  const own = recorded.filter((entry) => !entry.mayBeForeign || isOfHost(entry.exchange.request.url, contract));
  const secrets = new Set(own.flatMap(({ exchange }) => collectSecrets(exchange, contract)));
  if (secrets.size > MOST_SECRETS) throw new UnreadableError(`more than ${MOST_SECRETS} different credentials`);
  const mask = createMask([...secrets]);
  const exchanges: CheckedExchange[] = [];
  const problems: Problem[] = entries.flatMap((entry) =>
    entry.kind === 'unreadable' ? [{ source, reason: `exchange ${entry.index}: ${entry.reason}` }] : [],
  );
  for (const entry of own) {
    const { index, exchange } = entry;
    const verdict = verdictOn(entry, contract, options);
    if ('reason' in verdict) {
      problems.push({ source, reason: `exchange ${index}: ${mask.text(verdict.reason)}` });
      continue;
    }
    exchanges.push({
      source,
      index,
      method: mask.text(exchange.request.method),
      url: mask.url(exchange.request.url),
      status: exchange.response.status,
      operationId: verdict.operationId,
      violations: verdict.violations.map(mask.violation),
    });
  }
  return {
    exchanges,
    problems,
    otherHosts: recorded.length - own.length,
    unanswered: entries.filter(({ kind }) => kind === 'unanswered').length,
  };
}

/** A document of somebody else's can have rules that cannot be applied, and they come to light when they are needed. */
function verdictOn(
  entry: Parameters<typeof checkEntry>[0],
  contract: Contract,
  options: CheckOptions,
): Verdict | Pick<Problem, 'reason'> {
  try {
    return checkEntry(entry, contract, options);
  } catch (error) {
    if (contract === bigcommerceContract) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { reason: `cannot be checked, because of the OpenAPI document: ${message}` };
  }
}

/** Each is looked for in all that is printed. Real files have one or two. */
const MOST_SECRETS = 1_000;
