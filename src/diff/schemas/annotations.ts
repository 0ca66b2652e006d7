import type { DocumentNode } from '#contract';
import { isRecord, type Json, ownMember, pointerTo } from '../../json.js';
import type { ChangeId } from '../catalogue.js';
import { canonical, isSame, written } from '../node.js';
import type { Pair, SchemaContext } from '../pair.js';
import { placeOf, type View } from './views.js';

const WORDS: readonly (readonly [keyword: string, id: ChangeId])[] = [
  ['title', 'description-changed'],
  ['summary', 'description-changed'],
  ['description', 'description-changed'],
  ['externalDocs', 'description-changed'],
  ['$comment', 'description-changed'],
  ['xml', 'description-changed'],
  ['example', 'example-changed'],
  ['examples', 'example-changed'],
];

/** Compares what is said to people, and extensions that are no rules of exchanges. */
export function compareWords(old: DocumentNode, now: DocumentNode, pair: Pair, known: readonly string[] = []): void {
  if (old.value === now.value) return;
  const note = (id: ChangeId, keyword: string) => {
    const [from, to] = [written(old, keyword), written(now, keyword)];
    const what = from.value === undefined ? 'is new' : to.value === undefined ? 'is gone' : 'has changed';
    if (!isSame(from.value, to.value))
      pair.add({ id, side: 'none', tendency: 'same', old: from, new: to, text: `${keyword} ${what}` });
  };
  for (const [keyword, id] of WORDS) if (keyword in old.object || keyword in now.object) note(id, keyword);
  for (const name of new Set([...Object.keys(old.object), ...Object.keys(now.object)]))
    if (name.startsWith('x-') && !known.includes(name)) note('extension-changed', name);
}

/** Compares what is said beside references, which is about this use of their targets alone. */
export function compareReferences(old: DocumentNode, now: DocumentNode, pair: Pair, ...names: readonly string[]): void {
  const [from, to] = [old, now].map((node) => {
    const value = names.reduce<Json | undefined>((inner, name) => ownMember(inner, name), node.value);
    return { pointer: pointerTo(node.pointer, ...names), words: isRecord(value) ? value : {} };
  });
  if (!from || !to || !('$ref' in from.words || '$ref' in to.words)) return;
  for (const keyword of ['summary', 'description']) {
    const [was, is] = [from, to].map(({ words }) => words[keyword]);
    // A target has its own words, which are compared with it.
    if (was === is || !('$ref' in from.words && '$ref' in to.words)) continue;
    pair.add({
      ...{ id: 'description-changed', side: 'none', tendency: 'same' },
      ...{ old: { pointer: from.pointer, value: was }, new: { pointer: to.pointer, value: is } },
      text: `${keyword} has changed`,
    });
  }
}

/** Compares what does not decide which values conform. */
export function compareAnnotations(old: View, now: View, pair: Pair, { side }: SchemaContext): void {
  const [[before], [after]] = [old.parts, now.parts];
  if (!before || !after) return;
  compareWords(before, after, pair);
  compareDefaults(old, now, pair, side);
  const [wasDeprecated, isDeprecated] = [old, now].map(({ parts }) =>
    parts.some(({ object }) => object['deprecated'] === true),
  );
  if (wasDeprecated === isDeprecated) return;
  const id = isDeprecated ? '*-deprecated' : '*-reactivated';
  const text = isDeprecated ? 'is deprecated' : 'is no longer deprecated';
  pair.add({ id, side, tendency: 'same', old: written(before, 'deprecated'), new: written(after, 'deprecated'), text });
}

function compareDefaults(old: View, now: View, pair: Pair, side: SchemaContext['side']): void {
  const [before, after] = [old, now].map(({ parts }) => parts.find(({ object }) => object['default'] !== undefined));
  const from = before ? written(before, 'default') : { pointer: placeOf(old) };
  const to = after ? written(after, 'default') : { pointer: placeOf(now) };
  const [was, is] = [from, to].map((one) => ('value' in one ? one.value : undefined));
  if (isSame(was, is)) return;
  const add = (id: ChangeId, text: string) => pair.add({ id, side, tendency: 'same', old: from, new: to, text });
  if (was === undefined) add('*-default-value-added', `default is ${canonical(is)}, there was none`);
  else if (is === undefined) add('*-default-value-removed', `default was ${canonical(was)}, there is none`);
  else add('*-default-value-changed', `default is ${canonical(is)}, was ${canonical(was)}`);
}
