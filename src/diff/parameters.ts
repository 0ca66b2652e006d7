import { type DocumentNode, SpecProblemsError, wireTypes } from '#contract';
import type { ChangeId } from './catalogue.js';
import { membersOf, partOf, written, writtenNode } from './node.js';
import { type ComparePart, oncePerPair, type Pair, type Report, reportInto } from './pair.js';
import { compareWords } from './schemas/annotations.js';
import type { CompareSchemas } from './schemas/schemas.js';
import { compareParameterRules, PARAMETER_RULES } from './x-rules.js';

export const REQUEST = { side: 'request', polarity: 'same' } as const;
export const RESPONSE = { side: 'response', polarity: 'same' } as const;

/** The parameters of an operation by place and name: its own, and those of its path that it does not override. */
export function parametersOf(path: string, item: DocumentNode, operation: DocumentNode): Map<string, DocumentNode> {
  const nodes = [item, operation].flatMap((node) => [...membersOf(partOf(node, 'parameters')).values()]);
  return new Map(nodes.filter((node) => !isIgnored(node)).map((node) => [identityOf(node, path), node]));
}

/** OpenAPI tells readers to ignore them. */
const IGNORED_HEADERS: readonly string[] = ['accept', 'content-type', 'authorization'];

function isIgnored(node: DocumentNode): boolean {
  return node.text('in') === 'header' && IGNORED_HEADERS.includes(node.text('name').toLowerCase());
}

/** Parameters of a path are known by their position: their names are not on the wire. */
function identityOf(node: DocumentNode, path: string): string {
  const [place, name] = [node.text('in'), node.text('name')];
  const templates: readonly string[] = path.match(/\{[^{}]*\}/g) ?? [];
  const position = templates.indexOf(`{${name}}`);
  if (place === 'path' && position >= 0) return `path ${position}`;
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

/** Compares the parameters of two operations. */
export function compareParameterLists(
  old: ReadonlyMap<string, DocumentNode>,
  now: ReadonlyMap<string, DocumentNode>,
  [before, after]: readonly [old: DocumentNode, now: DocumentNode],
  operation: Pair,
  compare: ComparePart,
): void {
  const report = reportInto(operation, REQUEST);
  for (const [identity, parameter] of old) {
    const other = now.get(identity);
    if (other) operation.use(compare(parameter, other));
    else
      report(
        'request-parameter-removed',
        // What is not declared may not be in a query, and may be anything in a path.
        identity.startsWith('path ') ? 'looser' : 'stricter',
        writtenNode(parameter),
        missing(after),
        `${nameOf(parameter)} is gone`,
      );
  }
  for (const [identity, parameter] of now) {
    if (old.has(identity)) continue;
    const isRequired = parameter.flag('required');
    const required: ChangeId =
      parameter.text('in') === 'path' ? 'new-request-path-parameter' : 'new-required-request-parameter';
    const id: ChangeId = isRequired ? required : 'new-optional-request-parameter';
    // Undeclared headers and cookies are allowed, those of a query are not.
    const isDeclared = parameter.text('in') === 'query' || parameter.text('in') === 'path';
    const tendency = isRequired ? (isDeclared ? 'contradictory' : 'stricter') : 'looser';
    report(
      id,
      tendency,
      missing(before),
      writtenNode(parameter),
      `${nameOf(parameter)} is new${isRequired ? ' and required' : ''}`,
    );
  }
}

function missing({ pointer }: DocumentNode): { readonly pointer: string } {
  return { pointer };
}

function nameOf(parameter: DocumentNode): string {
  const place = parameter.text('in');
  return `the ${place}${place === 'query' || place === 'path' ? ' parameter' : ''} ${parameter.text('name')}`;
}

/** Compares two parameters: how they are written, whether they may be left out, and their schemas. */
export function createParameterComparison(compareSchemas: CompareSchemas): ComparePart {
  return oncePerPair((old, now, pair) => {
    const report = reportInto(pair, REQUEST);
    compareWords(old, now, pair, PARAMETER_RULES);
    comparePresence(old, now, report);
    compareForm(old, now, report);
    compareParameterRules(old, now, report);
    pair.use(compareSchemas([valueIn(old).schema], [valueIn(now).schema], REQUEST), 'parameter');
  });
}

function comparePresence(old: DocumentNode, now: DocumentNode, report: Report): void {
  const [was, is] = [old.flag('required'), now.flag('required')];
  const [from, to] = [written(old, 'required'), written(now, 'required')];
  if (is && !was) report('request-parameter-became-required', 'stricter', from, to, 'is required');
  if (was && !is) report('request-parameter-became-optional', 'looser', from, to, 'is no longer required');
  const [wasDeprecated, isDeprecated] = [old.flag('deprecated'), now.flag('deprecated')];
  if (wasDeprecated === isDeprecated) return;
  const id = isDeprecated ? 'request-parameter-deprecated' : 'request-parameter-reactivated';
  report(
    id,
    'same',
    written(old, 'deprecated'),
    written(now, 'deprecated'),
    isDeprecated ? 'is deprecated' : 'is no longer deprecated',
  );
}

/** Compares what a parameter looks like on the wire. */
function compareForm(old: DocumentNode, now: DocumentNode, report: Report): void {
  const [was, is] = [valueIn(old), valueIn(now)];
  if (was.mediaType !== is.mediaType) {
    const text = `is written as ${is.mediaType || is.style}, was ${was.mediaType || was.style}`;
    report(
      'request-parameter-content-changed',
      'contradictory',
      written(old, 'content'),
      written(now, 'content'),
      text,
    );
    return;
  }
  if (was.style !== is.style)
    report(
      'request-parameter-style-changed',
      'contradictory',
      written(old, 'style'),
      written(now, 'style'),
      `style is ${is.style}, was ${was.style}`,
    );
  else if (was.explode !== is.explode && (hasMembers(was.schema) || hasMembers(is.schema)))
    report(
      'request-parameter-explode-changed',
      'contradictory',
      written(old, 'explode'),
      written(now, 'explode'),
      `explode is ${is.explode}, was ${was.explode}`,
    );
  const [split, other] = [membersOfValue(was.schema), membersOfValue(is.schema)];
  if (split !== other && is.mediaType === '') {
    const text = `is written as ${other || 'one value'}, was ${split || 'one value'}`;
    report('request-parameter-form-changed', 'contradictory', writtenNode(was.schema), writtenNode(is.schema), text);
  }
  const flags = [
    [
      'allowReserved',
      'request-parameter-reserved-allowed',
      'request-parameter-reserved-forbidden',
      'reserved characters',
    ],
    [
      'allowEmptyValue',
      'request-parameter-empty-value-allowed',
      'request-parameter-empty-value-forbidden',
      'empty values',
    ],
  ] as const;
  for (const [name, allowed, forbidden, what] of flags) {
    if (old.flag(name) === now.flag(name)) continue;
    const [from, to] = [written(old, name), written(now, name)];
    if (now.flag(name)) report(allowed, 'looser', from, to, `${what} may be written as they are`);
    else report(forbidden, 'stricter', from, to, `${what} may no longer be written as they are`);
  }
}

interface ParameterValue {
  readonly schema: DocumentNode;
  /** Empty if the value is written in a style. */
  readonly mediaType: string;
  readonly style: string;
  readonly explode: boolean;
}

export function valueIn(node: DocumentNode): ParameterValue {
  const [content] = membersOf(partOf(node, 'content'));
  const isForm = ['query', 'cookie'].includes(node.text('in'));
  const style = node.text('style', isForm ? 'form' : 'simple');
  const form = { style, explode: node.flag('explode', style === 'form' || style === 'cookie') };
  if (content) return { schema: partOf(content[1], 'schema'), mediaType: content[0], ...form };
  return { schema: partOf(node, 'schema'), mediaType: '', ...form };
}

/** Whether a value may be a list or an object: others are written the same way with and without explode. */
function hasMembers(schema: DocumentNode): boolean {
  return membersOfValue(schema) !== '';
}

/** What a text is split into, which the types of its schema decide. */
function membersOfValue(schema: DocumentNode): string {
  try {
    const types = wireTypes(schema);
    return ['array', 'object'].filter((name) => types.some((type) => type === name)).join(' or ');
  } catch (error) {
    if (!(error instanceof SpecProblemsError)) throw error;
    return '';
  }
}
