import { type AnswerDraft, batchResult, NO_CONTENT, problem } from './answers.js';
import type { StoreCall } from './read-call.js';
import type { StoreState } from './state.js';
import type { Switches } from './switches.js';
import { textsOf } from './wire-lists.js';

/** Takes shopper profiles out of a segment: those that the call names, or every one when it names none. */
export function removeProfiles(state: StoreState, { segmentId, query }: StoreCall, switches: Switches): AnswerDraft {
  const profiles = state.segments.get(segmentId);
  if (!profiles) return problem(404, 'The segment does not exist.');
  const wanted = 'id:in' in query ? textsOf(query['id:in']).map((id) => id.toLowerCase()) : [...profiles];
  const problems = switches.reportsAbsentProfiles ? absences(wanted, profiles) : {};
  for (const id of wanted) profiles.delete(id);
  const isRefused = wanted.length > 0 && Object.keys(problems).length === wanted.length;
  if (isRefused) return batchResult(422, wanted.length, problems);
  return switches.removalAnswer === 204 ? NO_CONTENT : batchResult(200, wanted.length, problems);
}

/** What is wrong with profiles that are not in the segment, by their position in the call. */
function absences(wanted: readonly string[], profiles: ReadonlySet<string>): Record<string, string> {
  const absent = wanted.flatMap((id, index) => (profiles.has(id) ? [] : [String(index)]));
  return Object.fromEntries(absent.map((index) => [index, 'The shopper profile is not part of the segment.']));
}
