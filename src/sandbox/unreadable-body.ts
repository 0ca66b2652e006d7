import type { ValidationIssue } from '../../generated/descriptor.js';
import { type AnswerDraft, problem } from './answers.js';

/**
 * What a store says to JSON of which members are missing or of another type. It names fields without a position, in the
 * words of its library for JSON, as recorded for wishlists. The one member whose absence is told otherwise is `value`.
 */
export function refuseUnreadable(issues: readonly ValidationIssue[]): AnswerDraft | undefined {
  const errors = issues.flatMap((issue) => unreadable(issue) ?? []);
  return errors.length > 0 ? problem(422, 'JSON data is missing or invalid', Object.fromEntries(errors)) : undefined;
}

function unreadable({ instancePath, keyword, params }: ValidationIssue): [string, string][] | undefined {
  const [, place, , field] = instancePath.split('/');
  if (place !== 'body') return undefined;
  const { missingProperty, type } = params;
  if (keyword === 'required' && typeof missingProperty === 'string' && missingProperty !== 'value')
    return [[missingProperty, 'error.path.missing']];
  return keyword === 'type'
    ? [[field ?? place, `error.expected.js${type === 'integer' ? 'number' : type}`]]
    : undefined;
}
