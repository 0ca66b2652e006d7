import { isObject, isRecord, numberIn, ownMembersOf } from '../json.js';

/** What a body says about failures, by itself, in `meta` or in a record. Every member can be anything. */
interface Verdict {
  readonly errors?: unknown;
  readonly error?: unknown;
  readonly failures?: unknown;
  readonly status?: unknown;
  readonly code?: unknown;
  readonly success?: unknown;
  readonly ok?: unknown;
  readonly failed?: unknown;
  readonly skipped?: unknown;
  readonly total?: unknown;
  readonly meta?: unknown;
  readonly data?: unknown;
}

function verdictIn(value: unknown): Verdict {
  return ownMembersOf(isRecord(value) ? value : {});
}

/**
 * Whether the body of a success reports failures. Responses to batches have an empty `errors` when all went well.
 *
 * @param isWrite Whether its records tell what became of items. Those of a read are data, whatever they say.
 */
export function reportsFailures(body: unknown, isWrite: boolean): boolean {
  const { meta, data } = verdictIn(body);
  const records: unknown[] = isWrite && Array.isArray(data) ? data : [];
  return [body, meta].some(tellsOfFailure) || records.some((one) => isTrouble(one) || tellsOfFailure(one));
}

function tellsOfFailure(value: unknown): boolean {
  const { errors, error, failures, status, code, success, ok, failed, skipped, total } = verdictIn(value);
  return (
    [errors, error, failures, failed, skipped].some(isNamed) ||
    // No success at all is none, unless there was nothing to do.
    [success, ok].some((one) => isNo(one) && numberIn(total) !== 0) ||
    numberIn(success) < numberIn(total) ||
    [status, code].some((one) => numberIn(one) >= 400 || isTrouble(one))
  );
}

function isNo(value: unknown): boolean {
  return !isObject(value) && /^(false|no|0)$/i.test(String(value));
}

function isTrouble(text: unknown): boolean {
  return typeof text === 'string' && /error|fail|reject|partial/i.test(text);
}

function isNamed(problems: unknown): boolean {
  if (Array.isArray(problems)) return problems.length > 0;
  return isObject(problems) ? Object.keys(problems).length > 0 : Boolean(problems) && problems !== '0';
}

/** Whether a body that reports no failures counts as many successes as items were sent. */
export function confirms(body: unknown, itemCount: number): boolean {
  const { meta, success: outer = true, total: outerTotal = itemCount } = verdictIn(body);
  const { success, total = itemCount } = verdictIn(meta);
  const counts = [success, total, outerTotal, ...(outer === true || outer === 'true' ? [] : [outer])];
  return counts.every((count) => numberIn(count) === itemCount);
}

/** The same for items that nobody has counted: the counts must agree with each other, as far as there are any. */
export function contradictsItself(body: unknown): boolean {
  const { success, total = success } = verdictIn(verdictIn(body).meta);
  const isCount = numberIn(total) >= 0 && Number.isInteger(numberIn(total));
  return total !== undefined && !(isCount && numberIn(success === undefined ? 0 : success) === numberIn(total));
}
