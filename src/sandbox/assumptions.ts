import { DEFAULT_SWITCHES, type Switches } from './switches.js';

/** Something about a store that nobody has published, and what this one does. */
export interface Choice {
  readonly question: string;
  /** What happens unless a switch says otherwise. */
  readonly answer: string;
  /** The switch for the other possibility, where both are plausible. */
  readonly switch?: keyof Switches;
  /** What it is set to for the other possibility. */
  readonly otherwise?: Switches[keyof Switches];
}

/** Every answer of the sandbox that is not known for certain. */
export const CHOICES: readonly Choice[] = [
  {
    question: 'Removing shopper profiles',
    answer: 'answered with 200 and counts, `data` empty; 204 in older documentation',
    switch: 'removalAnswer',
    otherwise: 204,
  },
  {
    question: 'Removing a profile that is not in the segment',
    answer: 'counts as done; otherwise as a failure with a position, and as 422 when nothing is left',
    switch: 'reportsAbsentProfiles',
    otherwise: true,
  },
  {
    question: 'An upsert with one bad value',
    answer: 'writes nothing; otherwise the good ones. 422 either way',
    switch: 'partialUpsert',
    otherwise: true,
  },
  {
    question: 'An upsert with several bad values',
    answer: 'the 422 names the first',
    switch: 'namesAllInvalid',
    otherwise: true,
  },
  {
    question: 'Order of the records after an upsert',
    answer: 'that of the values; otherwise reversed',
    switch: 'reorderRecords',
    otherwise: true,
  },
  {
    question: 'An upsert of more than ten values',
    answer: '413, as for customers; 422 in an old beta',
    switch: 'tooManyItems',
    otherwise: 422,
  },
  {
    question: 'A `limit` above 250',
    answer: '422; otherwise a page of 250',
    switch: 'tooLargePage',
    otherwise: 'largest',
  },
  {
    question: 'Deleting attribute values without `id:in`',
    answer: '422; otherwise nothing happens',
    switch: 'valueDeletionWithoutIds',
    otherwise: 204,
  },
  {
    question: 'A client that gives up while a call runs',
    answer: 'the call is carried out all the same; otherwise nothing happens',
    switch: 'abandonedCall',
    otherwise: 'dropped',
  },
  { question: 'The same customer and attribute twice in an upsert', answer: 'the last one stays, in one record' },
  { question: 'An `id` in an upsert', answer: 'not looked at: customer and attribute decide' },
  {
    question: 'Unknown customer or attribute in an upsert',
    answer: '422, `invalid customer ID`, `invalid attribute ID`',
  },
  { question: 'Text that is no number or date', answer: '422, `invalid number`, `invalid date` (`2026-03-02`)' },
  { question: 'An empty value', answer: 'stored; `null`, numbers and more than 255 characters are 422' },
  { question: 'An upsert of what is there already', answer: 'moves `date_modified` on' },
  { question: 'An empty upsert, or one that is no list', answer: '422' },
  { question: 'An unknown member in an upsert', answer: '422' },
  {
    question: 'A member that is missing or of another type',
    answer:
      '422 `JSON data is missing or invalid` by field, as recorded for wishlists; a missing `value` by position, as recorded',
  },
  { question: 'JSON that is none', answer: '400 `Input is invalid`, as in an old beta' },
  { question: 'Ids below 1, or of more than 2^53 - 1', answer: '422, in upserts, filters and deletions' },
  { question: 'Unknown ids in a deletion', answer: 'passed over' },
  { question: 'An empty `id:in=`', answer: '422, for shopper profiles too, where it might mean all of them' },
  { question: 'Unknown query names, or ids that are no numbers, in PUT and DELETE', answer: '422, as in GET' },
  { question: 'A page beyond the last', answer: '200 without records' },
  { question: '`page` and `limit` that are below 1 or no whole numbers', answer: '422' },
  { question: 'A date filter that is no date, such as 30 February; an empty `name`', answer: '422' },
  {
    question: 'What a 422 says, where nothing is recorded',
    answer: 'a title of ours, and in `errors` the words of our validator: nothing to rely on',
  },
  { question: 'Order of a list', answer: 'by `id`' },
  { question: 'The filter `name`', answer: 'the exact name of the attribute' },
  { question: 'Several filters', answer: 'all have to be satisfied; `:min` and `:max` include the moment' },
  { question: 'A segment that does not exist', answer: '404 with a JSON body; 422 when it is no UUID' },
  { question: 'What goes with a customer', answer: 'the values; shopper profiles stay in their segments' },
  { question: 'More attributes or segments than a store may have', answer: 'taken from a seed' },
  {
    question: 'Too many calls at once',
    answer: '429 like that for the quota; only upserts and segment calls are limited',
  },
  {
    question: 'What a 429 costs',
    answer: 'nothing where the quota is used up, a call where too many run at once; 401, 403 and 404 cost nothing',
  },
  {
    question: 'Rate-limit headers of 401, 403 and the 404 for unknown routes',
    answer: 'none; documented for every answer, recorded for 200, 204 and 422',
  },
  { question: 'A token of another store', answer: '403 with a JSON body' },
  { question: 'An unknown token', answer: '401, `status` and `title` only' },
  { question: 'Media type of the 404 for unknown routes', answer: '`text/plain`' },
  { question: 'A slash at the end of a path', answer: '403 `Authentication Required`, as in a report of 2017' },
  { question: 'HEAD, OPTIONS, two slashes', answer: '404, as for every unknown route' },
  { question: 'A request without `Accept`', answer: 'answered; documentation wants it for shopper profiles' },
  { question: 'A body that is not declared as JSON', answer: 'read as JSON; in GET and DELETE, not read' },
  { question: 'A body that is too large', answer: '413 with a JSON body' },
];

/** The table of the documentation. */
export function choicesTable(): string {
  const rows = CHOICES.map(({ question, answer, switch: name, otherwise }) => {
    const cell = name === undefined ? '' : `\`${name}: ${shown(otherwise)}\` (${shown(DEFAULT_SWITCHES[name])})`;
    return `| ${question} | ${answer} | ${cell} |`;
  });
  return ['| What is not known | What the sandbox does | Switch (default) |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function shown(setting: Choice['otherwise']): string {
  return typeof setting === 'string' ? `'${setting}'` : String(setting);
}
