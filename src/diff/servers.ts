import type { DocumentNode } from '#contract';
import { canonical, membersOf, partOf, written, writtenNode } from './node.js';
import { type ComparePart, oncePerPair, type Pair, type Report, reportInto } from './pair.js';
import { REQUEST } from './parameters.js';
import { compareWords } from './schemas/annotations.js';
import { compareServerRules, compareVariableRules, SERVER_RULES, VARIABLE_RULES } from './x-rules.js';

/** Where an operation is served: its own servers, those of its path, or those of the document. */
export function serversOf(root: DocumentNode, item: DocumentNode, operation: DocumentNode): DocumentNode {
  const lists = [operation, item].map((node) => partOf(node, 'servers')).filter(({ exists }) => exists);
  return lists[0] ?? partOf(root, 'servers');
}

/** Compares two lists of servers. Servers are known by their URL; of two lists with one server each, it may be another URL. */
export function createServersComparison(): ComparePart {
  const compareServer = createServerComparison();
  return oncePerPair((old, now, pair) => {
    const report = reportInto(pair, REQUEST);
    const [before, after] = [old, now].map(
      (list) => new Map([...membersOf(list).values()].map((server) => [urlOf(server), server])),
    );
    if (!before || !after) return;
    const gone = [...before].filter(([url]) => !after.has(url));
    const come = [...after].filter(([url]) => !before.has(url));
    for (const [url, server] of before) {
      const other = after.get(url);
      if (other) pair.use(compareServer(server, other));
    }
    const [[left], [right]] = [gone, come];
    if (left && right && gone.length === 1 && come.length === 1) {
      report(
        'server-url-changed',
        'contradictory',
        written(left[1], 'url'),
        written(right[1], 'url'),
        `the URL is ${right[0]}, was ${left[0]}`,
      );
      return pair.use(compareServer(left[1], right[1]));
    }
    for (const [url, server] of gone)
      report('server-removed', 'stricter', writtenNode(server), { pointer: now.pointer }, `the server ${url} is gone`);
    for (const [url, server] of come)
      report('server-added', 'looser', { pointer: old.pointer }, writtenNode(server), `the server ${url} is new`);
  });
}

function urlOf(server: DocumentNode): string {
  return server
    .text('url')
    .trim()
    .replace(/(?<!\/)\/+$/, '');
}

function createServerComparison(): ComparePart {
  return oncePerPair((old, now, pair) => {
    const report = reportInto(pair, REQUEST);
    compareWords(old, now, pair, SERVER_RULES);
    compareServerRules(old, now, report);
    const others = membersOf(partOf(now, 'variables'));
    for (const [name, variable] of membersOf(partOf(old, 'variables'))) {
      const other = others.get(name);
      if (other) compareVariables(variable, other, pair, report);
    }
  });
}

function compareVariables(old: DocumentNode, now: DocumentNode, pair: Pair, report: Report): void {
  compareWords(old, now, pair, VARIABLE_RULES);
  compareVariableRules(old, now, report);
  if (old.text('default') !== now.text('default'))
    report(
      'server-variable-default-changed',
      'same',
      written(old, 'default'),
      written(now, 'default'),
      `default is ${now.text('default')}, was ${old.text('default')}`,
    );
  const [before, after] = [old, now].map((variable) => valuesOf(variable));
  const [from, to] = [written(old, 'enum'), written(now, 'enum')];
  if (!before && after) report('server-variable-value-removed', 'stricter', from, to, `only ${[...after].join(', ')}`);
  if (before && !after) report('server-variable-value-added', 'looser', from, to, 'any value');
  if (!before || !after) return;
  for (const value of before)
    if (!after.has(value)) report('server-variable-value-removed', 'stricter', from, to, `the value ${value} is gone`);
  for (const value of after)
    if (!before.has(value)) report('server-variable-value-added', 'looser', from, to, `the value ${value} is new`);
}

function valuesOf({ object }: DocumentNode): ReadonlySet<string> | undefined {
  const { enum: values } = object;
  return Array.isArray(values)
    ? new Set(values.map((value) => (typeof value === 'string' ? value : canonical(value))))
    : undefined;
}
