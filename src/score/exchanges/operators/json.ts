import { isDeepStrictEqual } from 'node:util';
import { entriesOf, isRecord, type Json, pointerTo } from '../../../json.js';
import { replacedAt, withoutMember } from '../../mutants/mutant.js';
import { jsonOf, type Message } from '../exchange.js';
import { type Change, type ExchangeOperator, onBoth } from '../operator.js';

export const LIST_CHANGES: readonly (readonly [name: string, title: string, changes: ValueChanges])[] = [
  [
    'AEA',
    'an element more',
    ofList((list) => [
      ...list.slice(-1).map((last): Change<Json> => ['has its last element twice', [...list, last]]),
      ['has 7 as one element more', [...list, 7]],
      ['has "text" as one element more', [...list, 'text']],
    ]),
  ],
  [
    'AER',
    'without an element',
    ofList((list) =>
      list.map((_, index) => [`is without element ${index}`, list.filter((_, other) => other !== index)]),
    ),
  ],
  ['AEE', 'two elements exchanged', ofList(exchanged)],
  ['EAS', 'an empty list', ofList((list) => (list.length === 0 ? [] : [['is empty', []]]))],
];

function ofList(changes: (list: readonly Json[]) => readonly Change<Json>[]): ValueChanges {
  return (value) => (Array.isArray(value) ? changes(value) : []);
}

/** Neighbours, where they differ. */
function exchanged(list: readonly Json[]): Change<Json>[] {
  return list.slice(1).flatMap((second, index) => {
    const [first = null] = list.slice(index);
    if (isDeepStrictEqual(first, second)) return [];
    const changed = [...list.slice(0, index), second, first, ...list.slice(index + 2)];
    return [[`has elements ${index} and ${index + 1} exchanged`, changed]];
  });
}

export const VALUE_CHANGES: readonly (readonly [name: string, title: string, changes: ValueChanges])[] = [
  [
    'PTC',
    'a value of another type',
    (value) => become(OF_EACH_TYPE.filter((other) => typeOf(other) !== typeOf(value))),
  ],
  ['BPR', 'the other boolean', (value) => (typeof value === 'boolean' ? become([!value]) : [])],
  ['NPS', 'null', (value) => (value === null ? [] : become([null]))],
  ['NPR', 'another number', (value) => (typeof value === 'number' ? become(numbersBeside(value)) : [])],
  ['SPR', 'another text', (value) => (typeof value === 'string' ? become(['another text', '7']) : [])],
  ['SCA', 'special characters in a text', (value) => (typeof value === 'string' ? become(withSpecial(value)) : [])],
  ['SRE', 'a shorter or a longer text', (value) => (typeof value === 'string' ? become(ofOtherLength(value)) : [])],
];

const OF_EACH_TYPE: readonly Json[] = [7, 1.5, true, 'text', {}, []];

/** As HttpMutator tells types apart: whole numbers are a type of their own. */
function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (isRecord(value)) return 'object';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function become(values: readonly Json[]): Change<Json>[] {
  return values.map((value) => [`is ${shown(value)}`, value]);
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Numbers near by, on the other side of zero, and too large to be exact. */
function numbersBeside(number: number): number[] {
  const others = [number + 1, number - 1, -number, 0, 2 ** 53, 1e21];
  return [...new Set(others)].filter((other) => other !== number && !Object.is(other, -0));
}

function withSpecial(text: string): string[] {
  const characters = [...text];
  const half = Math.floor(characters.length / 2);
  const [before, after] = [characters.slice(0, half).join(''), characters.slice(half).join('')];
  return ['/', '*', ',', '"', 'é', '😀', '\n', '\u0000'].map((special) => before + special + after);
}

function ofOtherLength(text: string): string[] {
  const others = [
    '',
    ' ',
    [...text].slice(0, -1).join(''),
    text + text,
    'x'.repeat(256),
    text.toUpperCase(),
    text.toLowerCase(),
  ];
  return [...new Set(others)].filter((other) => other !== text);
}

/** What a value in a body becomes, and what was done to it. None where an operator does not apply to such a value. */
export type ValueChanges = (value: Json) => readonly Change<Json>[];

const OBJECT_CHANGES: readonly (readonly [name: string, title: string, changes: ValueChanges])[] = [
  [
    'OPA',
    'a member more',
    (value) => (isRecord(value) ? [['has a member more', { ...value, nobody_declares: 7 }]] : []),
  ],
  // Members that are objects are left to the next.
  ['OPR', 'without a member', (value) => withoutEach(value, (member) => !isRecord(member))],
  ['OTPR', 'without a member that is an object', (value) => withoutEach(value, isRecord)],
];

function withoutEach(value: Json, isMeant: (member: Json) => boolean): Change<Json>[] {
  if (!isRecord(value)) return [];
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
