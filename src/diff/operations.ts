import type { DocumentNode } from '#contract';
import { compareBodyPresence, createBodyComparison } from './bodies.js';
import { isSame, membersOf, partOf, written, writtenNode } from './node.js';
import { Pair, type Report, reportInto } from './pair.js';
import { compareParameterLists, createParameterComparison, parametersOf, REQUEST } from './parameters.js';
import { compareResponses, createResponseComparison } from './responses.js';
import { compareWords } from './schemas/annotations.js';
import { createSchemaComparison } from './schemas/schemas.js';
import { createSecurityComparison } from './security.js';
import { createServersComparison, serversOf } from './servers.js';
import { compareOperationRules, OPERATION_RULES } from './x-rules.js';

/** An operation of a document. */
export interface Operation {
  /** `GET /customers/{id}` */
  readonly name: string;
  readonly path: string;
  readonly item: DocumentNode;
  readonly node: DocumentNode;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** The operations of a document by method and path, in which the names of parameters have no meaning. */
export function operationsOf(root: DocumentNode): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const [path, item] of membersOf(partOf(root, 'paths'))) {
    if (!path.startsWith('/')) continue;
    const others = membersOf(partOf(item, 'additionalOperations'));
    const own = METHODS.filter((method) => item.object[method] !== undefined).map(
      (method) => [method, partOf(item, method)] as const,
    );
    for (const [method, node] of [...own, ...others]) {
      const key = `${method.toUpperCase()} ${path.replace(/\{[^{}]*\}/g, '{}')}`;
      if (!found.has(key)) found.set(key, { name: `${method.toUpperCase()} ${path}`, path, item, node });
    }
  }
  return found;
}

/** Compares everything that two operations say. */
export type CompareOperations = (old: Operation, now: Operation) => Pair;

export function createOperationComparison(oldRoot: DocumentNode, newRoot: DocumentNode): CompareOperations {
  const compareSchemas = createSchemaComparison();
  const compareParameter = createParameterComparison(compareSchemas);
  const compareBody = createBodyComparison(compareSchemas);
  const compareResponse = createResponseComparison(compareSchemas);
  const compareSecurity = createSecurityComparison(oldRoot, newRoot);
  const compareServers = createServersComparison();
  return (old, now) => {
    const pair = new Pair();
    const report = reportInto(pair, REQUEST);
    compareWords(old.node, now.node, pair, OPERATION_RULES);
    compareOperationRules(old.node, now.node, report);
    compareNames(old.node, now.node, pair);
    compareDeprecation(old.node, now.node, report);
    pair.use(compareServers(serversOf(oldRoot, old.item, old.node), serversOf(newRoot, now.item, now.node)));
    compareSecurity(old.node, now.node, pair);
    const [before, after] = [old, now].map(({ path, item, node }) => parametersOf(path, item, node));
    if (before && after) compareParameterLists(before, after, [old.node, now.node], pair, compareParameter);
    compareTemplates(old, now, pair);
    compareBodyPresence(old.node, now.node, pair, compareBody);
    compareResponses(old.node, now.node, pair, compareResponse);
    const [callbacks, others] = [written(old.node, 'callbacks'), written(now.node, 'callbacks')];
    if (!isSame(callbacks.value, others.value))
      report('callbacks-changed', 'contradictory', callbacks, others, 'callbacks have changed');
    return pair;
  };
}

/** Generated code is called by these names; the wire has none of them. */
function compareNames(old: DocumentNode, now: DocumentNode, pair: Pair): void {
  const [was, is] = [old.text('operationId'), now.text('operationId')];
  const [from, to] = [written(old, 'operationId'), written(now, 'operationId')];
  const none = { side: 'none', tendency: 'same' } as const;
  if (was !== is)
    pair.add(
      was === ''
        ? { ...none, id: 'api-operation-id-added', old: from, new: to, text: `operationId is ${is}` }
        : {
            ...none,
            id: 'api-operation-id-removed',
            old: from,
            new: to,
            text: `operationId is ${is || 'missing'}, was ${was}`,
          },
    );
  const [tags, others] = [old, now]
    .map((node) => node.object['tags'])
    .map((names) => (Array.isArray(names) ? names.map(String) : []));
  if (!tags || !others) return;
  const places = { old: written(old, 'tags'), new: written(now, 'tags') };
  for (const tag of tags)
    if (!others.includes(tag)) pair.add({ ...none, ...places, id: 'api-tag-removed', text: `the tag ${tag} is gone` });
  for (const tag of others)
    if (!tags.includes(tag)) pair.add({ ...none, ...places, id: 'api-tag-added', text: `the tag ${tag} is new` });
}

function compareDeprecation(old: DocumentNode, now: DocumentNode, report: Report): void {
  const [was, is] = [old.flag('deprecated'), now.flag('deprecated')];
  if (was === is) return;
  const id = is ? 'endpoint-deprecated' : 'endpoint-reactivated';
  report(
    id,
    'same',
    written(old, 'deprecated'),
    written(now, 'deprecated'),
    is ? 'is deprecated' : 'is no longer deprecated',
  );
}

/** Names of path parameters are not on the wire, but generated code has them. */
function compareTemplates(old: Operation, now: Operation, pair: Pair): void {
  if (old.path === now.path) return;
  pair.add({
    ...{ id: 'api-path-parameter-renamed', side: 'none', tendency: 'same' },
    ...{ old: { pointer: old.item.pointer }, new: { pointer: now.item.pointer } },
    text: `the path is written ${now.path}, was ${old.path}`,
  });
}

/** An operation that only one document has. */
export function missingOperation(
  operation: Operation,
  other: DocumentNode,
  isNew: boolean,
  isWholePath: boolean,
): Pair {
  const pair = new Pair();
  const report = reportInto(pair, REQUEST);
  const paths = { pointer: partOf(other, 'paths').pointer };
  const place = writtenNode(operation.node);
  const deprecation = operation.node.flag('deprecated') ? 'with' : 'without';
  if (isNew) report('endpoint-added', 'looser', paths, place, 'the operation is new');
  else
    report(
      `api-${isWholePath ? 'path-' : ''}removed-${deprecation}-deprecation`,
      'stricter',
      place,
      paths,
      'the operation is gone',
    );
  return pair;
}
