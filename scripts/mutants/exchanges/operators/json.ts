import { entriesOf, isObject, type Json, pointerTo } from '../../../spec/json.js';
import { replacedAt, withoutMember } from '../../edit.js';
import { jsonOf, type Message } from '../exchange.js';
import { type Change, type ExchangeOperator, onBoth } from '../operator.js';
import { LIST_CHANGES } from './json-lists.js';
import { VALUE_CHANGES } from './json-values.js';

/** What a value in a body becomes, and what was done to it. None where an operator does not apply to such a value. */
export type ValueChanges = (value: Json) => readonly Change<Json>[];

const OBJECT_CHANGES: readonly (readonly [name: string, title: string, changes: ValueChanges])[] = [
  [
    'OPA',
    'a member more',
    (value) => (isObject(value) ? [['has a member more', { ...value, nobody_declares: 7 }]] : []),
  ],
  // Members that are objects are left to the next.
  ['OPR', 'without a member', (value) => withoutEach(value, (member) => !isObject(member))],
  ['OTPR', 'without a member that is an object', (value) => withoutEach(value, isObject)],
];

function withoutEach(value: Json, isMeant: (member: Json) => boolean): Change<Json>[] {
  if (!isObject(value)) return [];
  const names = entriesOf(value).filter(([, member]) => isMeant(member));
  return names.map(([name]) => [`has no ${JSON.stringify(name)}`, withoutMember(value, name)]);
}

/** Applies to every value of every body of JSON, the body itself included. */
export const JSON_OPERATORS: readonly ExchangeOperator[] = [
  ...LIST_CHANGES,
  ...OBJECT_CHANGES,
  ...VALUE_CHANGES,
].flatMap(([name, title, changes]) => onBoth('HttpMutator', name, title, (message) => changesOfBody(message, changes)));

function changesOfBody<M extends Message>(message: M, changes: ValueChanges): Change<M>[] {
  const body = jsonOf(message);
  if (body === undefined) return [];
  return placesIn(body, []).flatMap(([tokens, value]) =>
    changes(value).map(
      ([what, changed]): Change<M> => [
        `${pointerTo('', ...tokens) || 'the body'} ${what}`,
        { ...message, body: JSON.stringify(replacedAt(body, tokens, changed)) },
      ],
    ),
  );
}

function placesIn(value: Json, tokens: readonly string[]): [tokens: readonly string[], value: Json][] {
  const members = Array.isArray(value)
    ? value.map((member, index) => [String(index), member] as const)
    : entriesOf(value);
  return [[tokens, value], ...members.flatMap(([name, member]) => placesIn(member, [...tokens, name]))];
}
