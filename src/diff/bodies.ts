import type { DocumentNode } from '#contract';
import type { ChangeId } from './catalogue.js';
import { canonical, componentOf, membersOf, partOf, written, writtenNode } from './node.js';
import { type ComparePart, oncePerPair, type Pair, type Report, reportInto } from './pair.js';
import { REQUEST, RESPONSE } from './parameters.js';
import { compareWords } from './schemas/annotations.js';
import type { CompareSchemas } from './schemas/schemas.js';

/** Compares whether two operations take a body. */
export function compareBodyPresence(old: DocumentNode, now: DocumentNode, operation: Pair, compare: ComparePart): void {
  const [before, after] = [componentOf(old, 'requestBody'), componentOf(now, 'requestBody')];
  const report = reportInto(operation, REQUEST);
  if (before.exists && after.exists) operation.use(compare(before, after));
  else if (after.exists) {
    const isRequired = after.flag('required');
    const id: ChangeId = isRequired ? 'request-body-added-required' : 'request-body-added-optional';
    report(
      id,
      isRequired ? 'contradictory' : 'looser',
      { pointer: old.pointer },
      writtenNode(after),
      `takes a body${isRequired ? ', which is required' : ''}`,
    );
  } else if (before.exists) {
    const wasRequired = before.flag('required');
    report(
      'request-body-removed',
      wasRequired ? 'contradictory' : 'stricter',
      writtenNode(before),
      { pointer: now.pointer },
      'takes no body',
    );
  }
}

export function createBodyComparison(compareSchemas: CompareSchemas): ComparePart {
  return oncePerPair((old, now, pair) => {
    const report = reportInto(pair, REQUEST);
    compareWords(old, now, pair);
    const [was, is] = [old.flag('required'), now.flag('required')];
    const [from, to] = [written(old, 'required'), written(now, 'required')];
    if (is && !was) report('request-body-became-required', 'stricter', from, to, 'the body is required');
    if (was && !is) report('request-body-became-optional', 'looser', from, to, 'the body is no longer required');
    compareContent(old, now, pair, 'request', compareSchemas);
  });
}

const IDS = {
  request: {
    added: 'request-body-media-type-added',
    removed: 'request-body-media-type-removed',
    encoding: 'request-body-encoding-changed',
  },
  response: {
    added: 'response-media-type-added',
    removed: 'response-media-type-removed',
    encoding: 'response-body-encoding-changed',
  },
} as const;

/** Compares the media types of a body with their schemas. */
export function compareContent(
  old: DocumentNode,
  now: DocumentNode,
  pair: Pair,
  side: 'request' | 'response',
  compareSchemas: CompareSchemas,
): void {
  const context = side === 'request' ? REQUEST : RESPONSE;
  const report = reportInto(pair, context);
  const [before, after] = [old, now].map((node) => mediaTypesOf(partOf(node, 'content')));
  if (!before || !after) return;
  for (const [name, media] of before) {
    const other = after.get(name);
    if (!other) report(IDS[side].removed, 'stricter', writtenNode(media), containerOf(now), `${name} is gone`);
    else {
      compareWords(media, other, pair);
      compareEncoding(media, other, IDS[side].encoding, report);
      pair.use(compareSchemas([partOf(media, 'schema')], [partOf(other, 'schema')], context), 'body');
    }
  }
  for (const [name, media] of after)
    if (!before.has(name)) report(IDS[side].added, 'looser', containerOf(old), writtenNode(media), `${name} is new`);
}

/** Media types by their names without spaces and in lower case. */
function mediaTypesOf(content: DocumentNode): Map<string, DocumentNode> {
  return new Map([...membersOf(content)].map(([name, media]) => [name.toLowerCase().replace(/\s/g, ''), media]));
}

function containerOf(node: DocumentNode): { readonly pointer: string } {
  const content = partOf(node, 'content');
  return { pointer: content.exists ? content.pointer : node.pointer };
}

/** How the fields of forms are written. */
function compareEncoding(old: DocumentNode, now: DocumentNode, id: ChangeId, report: Report): void {
  const [before, after] = [written(old, 'encoding'), written(now, 'encoding')];
  if (canonical(before.value) !== canonical(after.value))
    report(id, 'contradictory', before, after, 'fields are written in another way');
}
