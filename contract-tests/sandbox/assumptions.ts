import { DEFAULT_SWITCHES, type Switches } from '../../src/sandbox/switches.js';

/** Something about BigCommerce's API that nobody has published, and what the sandbox does. */
interface Assumption {
  readonly situation: string;
  /** What happens by default. */
  readonly behaviour: string;
  /** The switch for an alternative that is as plausible. */
  readonly switch?: keyof Switches;
  /** The setting of the switch that selects the alternative. */
  readonly alternative?: Switches[keyof Switches];
}

/** Everything that the sandbox does without knowing it for certain. */
export const ASSUMPTIONS: readonly Assumption[] = [
  {
    situation: 'Removing shopper profiles',
    behaviour: '200 with counts and an empty `data`; older documentation says 204',
    switch: 'removalAnswer',
    alternative: 204,
  },
  {
    situation: 'Removing a profile that is not in the segment',
    behaviour: 'counts as done; with the switch, as a failure with its position, and a 422 if no profile was removed',
    switch: 'reportsAbsentProfiles',
    alternative: true,
  },
  {
    situation: 'An upsert with an invalid value',
    behaviour: '422, and nothing is written; with the switch, the valid values are',
    switch: 'partialUpsert',
    alternative: true,
  },
  {
    situation: 'An upsert with several invalid values',
    behaviour: 'the 422 names the first; with the switch, all of them',
    switch: 'namesAllInvalid',
    alternative: true,
  },
  {
    situation: 'Order of the records after an upsert',
    behaviour: 'that of the values; with the switch, reversed',
    switch: 'reorderRecords',
    alternative: true,
  },
  {
    situation: 'An upsert of more than ten values',
    behaviour: '413, as for customers; 422 in an old beta',
    switch: 'tooManyItems',
    alternative: 422,
  },
  {
    situation: 'A `limit` above 250',
    behaviour: '422; with the switch, a page of 250',
    switch: 'tooLargePage',
    alternative: 'largest',
  },
  {
    situation: 'Deleting attribute values without `id:in`',
    behaviour: '422; with the switch, 204. Nothing is deleted either way',
    switch: 'valueDeletionWithoutIds',
    alternative: 204,
  },
  {
    situation: 'A client that gives up during a call',
    behaviour: 'the call takes effect anyway; with the switch, it does not',
    switch: 'abandonedCall',
    alternative: 'dropped',
  },
  {
    situation: 'The same customer and attribute twice in an upsert',
    behaviour: 'the last value wins, and the response has one record',
  },
  { situation: 'An `id` in an upsert', behaviour: 'ignored: customer and attribute decide' },
  {
    situation: 'An unknown customer or attribute in an upsert',
    behaviour: '422, `invalid customer ID`, `invalid attribute ID`',
  },
  {
    situation: 'Text for an attribute of numbers or dates',
    behaviour: '422, `invalid number`, `invalid date` (valid is `2026-03-02`)',
  },
  { situation: 'An empty value', behaviour: 'stored; `null`, numbers and more than 255 characters get a 422' },
  { situation: 'An upsert that changes nothing', behaviour: 'updates `date_modified`' },
  { situation: 'An empty upsert, or one that is not a list', behaviour: '422' },
  { situation: 'An unknown member in an upsert', behaviour: '422' },
  {
    situation: 'A missing member, or one of the wrong type',
    behaviour:
      '422 `JSON data is missing or invalid` by field, as recorded for wishlists; a missing `value` by position, as recorded',
  },
  { situation: 'Invalid JSON', behaviour: '400 `Input is invalid`, as in an old beta' },
  { situation: 'Ids below 1 or above 2^53 - 1', behaviour: '422 in upserts, filters and deletions' },
  { situation: 'Unknown ids in a deletion', behaviour: 'ignored' },
  {
    situation: 'An empty `id:in=`',
    behaviour: '422, also for shopper profiles, where it might mean all of them',
  },
  {
    situation: 'Unknown query parameters, or ids that are not numbers, in PUT and DELETE',
    behaviour: '422, as in GET',
  },
  { situation: 'A page beyond the last', behaviour: '200 without records' },
  { situation: 'A `page` or `limit` that is below 1 or not a whole number', behaviour: '422' },
  { situation: 'An invalid date filter, such as 30 February; an empty `name`', behaviour: '422' },
  {
    situation: 'The text of a 422 that nobody has recorded',
    behaviour: 'a title of our own, and the words of our validator in `errors`: do not rely on them',
  },
  { situation: 'Order of a list', behaviour: 'by `id`' },
  { situation: 'The filter `name`', behaviour: 'matches the exact name of the attribute' },
  { situation: 'Several filters', behaviour: 'all must match; `:min` and `:max` are inclusive' },
  {
    situation: 'A segment that does not exist',
    behaviour: '404 with a JSON body; 422 if the id is not a UUID',
  },
  {
    situation: 'What is deleted with a customer',
    behaviour: 'the values; shopper profiles stay in their segments',
  },
  { situation: 'More attributes or segments than a store may have', behaviour: 'accepted in a seed' },
  {
    situation: 'Too many calls at once',
    behaviour: '429, as for the quota; only upserts and segment calls are limited',
  },
  {
    situation: 'What a 429 costs',
    behaviour:
      'nothing if the quota is used up, one request if too many calls are running; 401, 403 and 404 cost nothing',
  },
  {
    situation: 'Rate-limit headers of 401, 403 and the 404 for unknown routes',
    behaviour: 'none; documented for every response, recorded for 200, 204 and 422',
  },
  { situation: 'A token of another store', behaviour: '403 with a JSON body' },
  { situation: 'An unknown token', behaviour: '401 with only `status` and `title`' },
  { situation: 'Media type of the 404 for unknown routes', behaviour: '`text/plain`' },
  {
    situation: 'A trailing slash in the path',
    behaviour: '403 `Authentication Required`, as in a report of 2017',
  },
  { situation: 'HEAD, OPTIONS, double slashes', behaviour: '404, as for every unknown route' },
  {
    situation: 'A request without `Accept`',
    behaviour: 'accepted; documentation requires the header for shopper profiles',
  },
  {
    situation: 'A body that is not declared as JSON',
    behaviour: 'read as JSON; ignored in GET and DELETE',
  },
  { situation: 'A body that is too large', behaviour: '413 with a JSON body' },
];

/** The assumptions as a Markdown table, for the documentation. */
export function assumptionsTable(): string {
  const rows = ASSUMPTIONS.map(({ situation, behaviour, switch: name, alternative }) => {
    const cell = name === undefined ? '' : `\`${name}: ${asCode(alternative)}\` (${asCode(DEFAULT_SWITCHES[name])})`;
    return `| ${situation} | ${behaviour} | ${cell} |`;
  });
  const head = ['| What is not documented | What the sandbox does | Switch (default) |', '| --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

function asCode(setting: Assumption['alternative']): string {
  return typeof setting === 'string' ? `'${setting}'` : String(setting);
}
