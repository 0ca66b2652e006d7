import { bigcommerceContract, type CheckOptions, type Contract } from '../../contract/index.js';
import { secretsIn } from '../../contract/secrets.js';
import { type AgeLimit, stalenessOf } from '../freshness/staleness.js';
import { type Entry, UnreadableError } from '../input/entry.js';
import type { ReadFile } from '../input/read-file.js';
import { checkEntry, isOfHost, type Verdict } from './check-entry.js';
import { createMask } from './mask.js';
import type { CheckedExchange, Findings, Problem, StaleRecording } from './report.js';

/** What exchanges are held against, and how. */
export interface CheckSettings {
  readonly contract: Contract;
  readonly strict: CheckOptions['strict'];
  readonly ageLimit: AgeLimit;
}

type Recorded = Extract<Entry, { kind: 'exchange' }>;
type Mask = ReturnType<typeof createMask>;

/** @throws UnreadableError when there are too many credentials to be looked for everywhere. */
export function checkEntries(source: string, { entries, provenance }: ReadFile, settings: CheckSettings): Findings {
  const { contract, ageLimit } = settings;
  const recorded = entries.filter((entry) => entry.kind === 'exchange');
  const own = recorded.filter((entry) => !entry.mayBeForeign || isOfHost(entry.exchange.request.url, contract));
  const secrets = new Set(own.flatMap(({ exchange }) => secretsIn(exchange, contract)));
  if (secrets.size > MOST_SECRETS) throw new UnreadableError(`more than ${MOST_SECRETS} different credentials`);
  const mask = createMask([...secrets]);
  const shownSource = mask.text(source);
  const checked = own.map((entry) => checkedExchange(shownSource, entry, mask, settings));
  const stale = provenance ? stalenessOf(provenance, contract, ageLimit) : [];
  return {
    exchanges: checked.filter((result) => 'violations' in result),
    problems: [...unreadableOf(shownSource, entries), ...checked.filter((result) => 'reason' in result)],
    stale: stale.map(({ reason, operationId, message }): StaleRecording => {
      const operation = operationId === undefined ? {} : { operationId: mask.text(operationId) };
      return { source: shownSource, reason, ...operation, message: mask.text(message) };
    }),
    otherHosts: recorded.length - own.length,
    unanswered: entries.filter(({ kind }) => kind === 'unanswered').length,
  };
}

function unreadableOf(source: string, entries: readonly Entry[]): Problem[] {
  return entries.flatMap((entry) =>
    entry.kind === 'unreadable' ? [{ source, reason: `exchange ${entry.index}: ${entry.reason}` }] : [],
  );
}

function checkedExchange(
  source: string,
  entry: Recorded,
  mask: Mask,
  settings: CheckSettings,
): CheckedExchange | Problem {
  const { index, exchange } = entry;
  const verdict = verdictOn(entry, settings);
  if ('reason' in verdict) return { source, reason: `exchange ${index}: ${mask.text(verdict.reason)}` };
  return {
    source,
    index,
    method: mask.text(exchange.request.method),
    url: mask.url(exchange.request.url),
    status: exchange.response.status,
    operationId: verdict.operationId,
    violations: verdict.violations.map(mask.violation),
  };
}

/** A document of somebody else's can have rules that cannot be applied, and they come to light when they are needed. */
function verdictOn(entry: Recorded, { contract, strict }: CheckSettings): Verdict | Pick<Problem, 'reason'> {
  try {
    return checkEntry(entry, contract, { strict });
  } catch (error) {
    if (contract === bigcommerceContract) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { reason: `cannot be checked, because of the OpenAPI document: ${message}` };
  }
}

/** Each is looked for in all that is printed. Real files have one or two. */
const MOST_SECRETS = 1_000;
