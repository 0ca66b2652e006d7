import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../spec/json.js';
import type { Change } from '../operator.js';
import type { ValueChanges } from './json.js';

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
