import { DocumentNode, type ModelSource } from '#contract';
import { type Difference, differenceOf, type Finding } from './difference.js';
import { canonical, isSame, membersOf, partOf, written, writtenNode } from './node.js';
import { createOperationComparison, missingOperation, type Operation, operationsOf } from './operations.js';
import { Pair } from './pair.js';
import { compareWords } from './schemas/annotations.js';
import type { Kind } from './tendency.js';

/** A document whose references all lead to places within it. */
export type ComparedDocument = Pick<ModelSource, 'document' | 'problemAt'>;

export interface CompareOptions {
  /** Operations that are compared, by their name: `GET /customers`. Default: all, and what belongs to none. */
  readonly only?: ((operation: string) => boolean) | undefined;
}

/**
 * Compares what two OpenAPI documents say, whatever they look like. Each difference is named once, where it is written, with all
 * operations that have it.
 */
export function compareDocuments(
  old: ComparedDocument,
  now: ComparedDocument,
  { only }: CompareOptions = {},
): Difference[] {
  const [oldRoot, newRoot] = [DocumentNode.in(old), DocumentNode.in(now)];
  const [before, after] = [operationsOf(oldRoot), operationsOf(newRoot)];
  const compare = createOperationComparison(oldRoot, newRoot);
  const found = new Found();
  for (const [key, operation] of before) {
    if (only && !only(operation.name)) continue;
    const other = after.get(key);
    const isPathGone = !other && !hasPath(after, operation);
    found.add(
      other ? compare(operation, other) : missingOperation(operation, newRoot, false, isPathGone),
      operation.name,
    );
  }
  for (const [key, operation] of after)
    if (!before.has(key) && (!only || only(operation.name)))
      found.add(missingOperation(operation, oldRoot, true, false), operation.name);
  if (!only) found.add(compareRoots(oldRoot, newRoot));
  if (!only && found.differences.length === 0) found.add(compareTexts(oldRoot, newRoot));
  return found.differences;
}

function hasPath(operations: ReadonlyMap<string, Operation>, { path }: Operation): boolean {
  const form = path.replace(/\{[^{}]*\}/g, '{}');
  return [...operations.keys()].some((key) => key.endsWith(` ${form}`));
}

/** What belongs to no operation. The version is what the other differences are weighed for. */
function compareRoots(old: DocumentNode, now: DocumentNode): Pair {
  const pair = new Pair();
  const none = { side: 'none', tendency: 'same' } as const;
  const [info, others] = [partOf(old, 'info'), partOf(now, 'info')];
  compareWords(old, now, pair);
  for (const name of new Set([...Object.keys(info.object), ...Object.keys(others.object)])) {
    if (name === 'version' || isSame(info.object[name], others.object[name])) continue;
    pair.add({
      ...none,
      id: 'info-changed',
      old: written(info, name),
      new: written(others, name),
      text: `${name} has changed`,
    });
  }
  const schemas = membersOf(partOf(now, 'components', 'schemas'));
  for (const [name, schema] of membersOf(partOf(old, 'components', 'schemas')))
    if (!schemas.has(name))
      pair.add({
        ...none,
        id: 'api-schema-removed',
        old: writtenNode(schema),
        new: { pointer: '/components/schemas' },
        text: `the component ${name} is gone`,
      });
  compareWebhooks(old, now, pair);
  return pair;
}

/** That nothing else is different is no reason to say that documents are the same. */
function compareTexts(old: DocumentNode, now: DocumentNode): Pair {
  const pair = new Pair();
  const [before, after] = [old, now].map(({ object }) => canonical({ ...object, info: null }));
  const text = 'is written in another way, or changes what no operation uses';
  const none = { side: 'none', tendency: 'same' } as const;
  const places = { old: { pointer: '' }, new: { pointer: '' } };
  if (before !== after) pair.add({ ...none, ...places, id: 'document-changed', text });
  return pair;
}

/** Webhooks are calls in the other direction, and compared as they are written. */
function compareWebhooks(old: DocumentNode, now: DocumentNode, pair: Pair): void {
  const [before, after] = [old, now].map((root) => membersOf(partOf(root, 'webhooks')));
  if (!before || !after) return;
  const places = { side: 'response', old: { pointer: old.pointer }, new: { pointer: now.pointer } } as const;
  for (const [name, hook] of before) {
    const other = after.get(name);
    if (!other)
      pair.add({
        ...places,
        id: 'webhook-removed',
        tendency: 'stricter',
        old: writtenNode(hook),
        text: `the webhook ${name} is gone`,
      });
    else if (!isSame(hook.value, other.value))
      pair.add({
        ...places,
        id: 'webhook-changed',
        tendency: 'contradictory',
        old: writtenNode(hook),
        new: writtenNode(other),
        text: `the webhook ${name} has changed`,
      });
  }
  for (const [name, hook] of after)
    if (!before.has(name))
      pair.add({
        ...places,
        id: 'webhook-added',
        tendency: 'looser',
        new: writtenNode(hook),
        text: `the webhook ${name} is new`,
      });
}

/** Collects findings with the operations that lead to them. */
class Found {
  readonly #uses = new Map<
    string,
    { readonly finding: Finding; readonly kinds: Set<Kind>; readonly operations: Set<string> }
  >();
  readonly #isFruitful = new Map<Pair, boolean>();

  add(root: Pair, operation?: string): void {
    const seen = new Map<Pair, Set<Kind>>();
    const open: (readonly [pair: Pair, kind: Kind])[] = [[root, 'property']];
    for (const [pair, kind] of open) {
      const kinds = seen.get(pair) ?? new Set();
      if (kinds.has(kind) || !this.#leadsToFindings(pair)) continue;
      seen.set(pair, kinds.add(kind));
      for (const finding of pair.findings) this.#note(finding, kind, operation);
      for (const use of pair.uses) open.push([use.pair, kindWithin(kind, use.as)]);
    }
  }

  get differences(): Difference[] {
    return [...this.#uses.values()].map(({ finding, kinds, operations }) =>
      differenceOf(finding, kinds, [...operations]),
    );
  }

  #note(finding: Finding, kind: Kind, operation: string | undefined): void {
    const { id, side, old, new: now, text } = finding;
    // The same rule may be reached as a part of several schemas.
    const key = JSON.stringify([id, side, old.pointer, now.pointer, text]);
    const known = this.#uses.get(key) ?? { finding, kinds: new Set<Kind>(), operations: new Set<string>() };
    this.#uses.set(key, known);
    known.kinds.add(kind);
    if (operation !== undefined) known.operations.add(operation);
  }

  /** Whether anything is different in a pair or below: most pairs of large documents are the same. */
  #leadsToFindings(root: Pair): boolean {
    const known = this.#isFruitful.get(root);
    if (known !== undefined) return known;
    const users = new Map<Pair, Pair[]>();
    const all = new Set([root]);
    for (const pair of all) {
      if (this.#isFruitful.has(pair)) continue;
      for (const { pair: used } of pair.uses) {
        const others = users.get(used);
        if (others) others.push(pair);
        else users.set(used, [pair]);
        all.add(used);
      }
    }
    const fruitful = new Set([...all].filter((pair) => pair.findings.length > 0 || this.#isFruitful.get(pair)));
    for (const pair of fruitful) for (const user of users.get(pair) ?? []) fruitful.add(user);
    for (const pair of all) this.#isFruitful.set(pair, fruitful.has(pair));
    return fruitful.has(root);
  }
}

function kindWithin(outer: Kind, as: Kind | 'same' | 'member'): Kind {
  if (as === 'same') return outer;
  if (as !== 'member') return as;
  return outer === 'body' ? 'property' : outer;
}
