import { isObject, numberIn, ownMembersOf } from '../json.js';

/** What a body says about failures, by itself or in `meta`. Every member can be anything. */
interface Verdict {
  readonly errors?: unknown;
  readonly error?: unknown;
  readonly failures?: unknown;
  readonly status?: unknown;
  readonly success?: unknown;
  readonly failed?: unknown;
  readonly total?: unknown;
  readonly meta?: unknown;
  readonly data?: unknown;
}

function verdictIn(value: unknown): Verdict {
  return ownMembersOf(isObject(value) && !Array.isArray(value) ? value : {});
}

/** Whether the body of a success reports failures. Responses to batches have an empty `errors` when all went well. */
export function reportsFailures(body: unknown): boolean {
  const verdict = verdictIn(body);
  return [verdict, verdictIn(verdict.meta)].some(tellsOfFailure);
}

function tellsOfFailure({ errors, error, failures, status, success, failed, total }: Verdict): boolean {
  return (
    [errors, error, failures, failed].some(isNamed) ||
    (success !== undefined && /^(false|no)$/i.test(typeof success === 'object' ? '' : String(success))) ||
    numberIn(success) < numberIn(total) ||
    numberIn(status) >= 400 ||
    (typeof status === 'string' && /^(error|fail)/i.test(status))
  );
}

function isNamed(problems: unknown): boolean {
  if (Array.isArray(problems)) return problems.length > 0;
  return isObject(problems) ? Object.keys(problems).length > 0 : Boolean(problems) && problems !== '0';
}

/** Whether a body that reports no failures counts as many successes as items were sent. */
export function confirms(body: unknown, itemCount: number): boolean {
  const { meta, data, success: outer = true, total: outerTotal = itemCount } = verdictIn(body);
  const { success, total = itemCount } = verdictIn(meta);
  const counts = [success, total, outerTotal, ...(outer === true || outer === 'true' ? [] : [outer])];
  const records: unknown[] = Array.isArray(data) ? data : [];
  return (
    counts.every((count) => numberIn(count) === itemCount) && !records.some((one) => tellsOfFailure(verdictIn(one)))
  );
}
