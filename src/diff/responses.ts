import type { DocumentNode } from '#contract';
import { compareContent } from './bodies.js';
import type { ChangeId } from './catalogue.js';
import type { Written } from './difference.js';
import { membersOf, partOf, written, writtenNode } from './node.js';
import { type ComparePart, oncePerPair, type Pair, reportInto } from './pair.js';
import { RESPONSE, valueIn } from './parameters.js';
import { compareWords } from './schemas/annotations.js';
import type { CompareSchemas } from './schemas/schemas.js';
import type { Tendency } from './tendency.js';
import { compareBodyRules, compareStatusRange, RESPONSE_RULES, rangeOf } from './x-rules.js';

/** Compares the statuses of two operations. One that is not listed may be covered by a range or by `default`. */
export function compareResponses(old: DocumentNode, now: DocumentNode, operation: Pair, compare: ComparePart): void {
  const report = reportInto(operation, RESPONSE);
  const [before, after] = [old, now].map((node) => statusesOf(partOf(node, 'responses')));
  if (!before || !after) return;
  for (const [status, response] of before) {
    const other = after.get(status);
    if (other) operation.use(compare(response, other));
    else {
      const cover = coverOf(status, after);
      if (cover) operation.use(compare(response, cover));
      report(
        statusId(status, 'removed'),
        cover ? 'same' : 'stricter',
        writtenStatus(old, status),
        containerOf(now),
        `the status ${status} is gone`,
      );
    }
  }
  for (const [status, response] of after) {
    if (before.has(status)) continue;
    const cover = coverOf(status, before);
    if (cover) operation.use(compare(cover, response));
    const tendency: Tendency = cover ? 'same' : 'looser';
    report(
      statusId(status, 'added'),
      tendency,
      containerOf(old),
      writtenStatus(now, status),
      `the status ${status} is new`,
    );
  }
}

function statusesOf(responses: DocumentNode): Map<string, DocumentNode> {
  const found = [...membersOf(responses)].filter(([status]) => /^([1-5](\d\d|xx)|default)$/i.test(status));
  return new Map(found.map(([status, response]) => [status === 'default' ? status : status.toUpperCase(), response]));
}

/** What covers a status that is not listed. */
function coverOf(status: string, listed: ReadonlyMap<string, DocumentNode>): DocumentNode | undefined {
  if (status === 'default') return undefined;
  const range = listed.get(`${status.charAt(0)}XX`);
  if (range) return range;
  const other = listed.get('default');
  if (!other) return undefined;
  const [minimum, maximum] = rangeOf(other);
  const code = Number(status.replace('XX', '00'));
  return code >= minimum && code <= maximum ? other : undefined;
}

function statusId(status: string, what: 'added' | 'removed'): ChangeId {
  return /^[123]/.test(status) ? `response-success-status-${what}` : `response-non-success-status-${what}`;
}

/** Where a status is listed, whatever it refers to. */
function writtenStatus(operation: DocumentNode, status: string): Written {
  const responses = partOf(operation, 'responses');
  const isListed = Object.hasOwn(responses.object, status);
  return written(responses, isListed ? status : status.replace('XX', 'xx'));
}

function containerOf(operation: DocumentNode): { readonly pointer: string } {
  return { pointer: partOf(operation, 'responses').pointer };
}

/** Compares two responses: whether they have a body, their headers and their bodies. */
export function createResponseComparison(compareSchemas: CompareSchemas): ComparePart {
  const compareHeader = createHeaderComparison(compareSchemas);
  return oncePerPair((old, now, pair) => {
    const report = reportInto(pair, RESPONSE);
    compareWords(old, now, pair, RESPONSE_RULES);
    compareStatusRange(old, now, report);
    compareHeaders(old, now, pair, compareHeader);
    const [before, after] = [bodyOf(old), bodyOf(now)];
    const [from, to] = [written(old, 'content'), written(now, 'content')];
    if (before !== 'none' && after !== 'none') {
      compareBodyRules(old, now, report);
      compareContent(old, now, pair, 'response', compareSchemas);
    } else if (after !== 'none')
      report('response-body-added', after === 'optional' ? 'looser' : 'contradictory', from, to, 'there is a body');
    else if (before !== 'none')
      report(
        'response-body-removed',
        before === 'optional' ? 'stricter' : 'contradictory',
        from,
        to,
        'there is no body',
      );
  });
}

/** Whether a response has a body. */
function bodyOf(response: DocumentNode): 'none' | 'optional' | 'always' {
  if (membersOf(partOf(response, 'content')).size === 0) return 'none';
  return response.flag('x-body-optional') ? 'optional' : 'always';
}

/** The names of headers are compared without case. */
function headersOf(response: DocumentNode): Map<string, readonly [name: string, header: DocumentNode]> {
  const found = [...membersOf(partOf(response, 'headers'))].filter(([name]) => name.toLowerCase() !== 'content-type');
  return new Map(found.map(([name, header]) => [name.toLowerCase(), [name, header]]));
}

function compareHeaders(old: DocumentNode, now: DocumentNode, pair: Pair, compare: ComparePart): void {
  const report = reportInto(pair, RESPONSE);
  const [before, after] = [headersOf(old), headersOf(now)];
  const missingFrom = (node: DocumentNode) => ({
    pointer: partOf(node, 'headers').exists ? partOf(node, 'headers').pointer : node.pointer,
  });
  for (const [key, [name, header]] of before) {
    const other = after.get(key);
    if (other) pair.use(compare(header, other[1]));
    else {
      const id = header.flag('required') ? 'required-response-header-removed' : 'optional-response-header-removed';
      report(id, 'looser', written(partOf(old, 'headers'), name), missingFrom(now), `the header ${name} is gone`);
    }
  }
  for (const [key, [name, header]] of after)
    if (!before.has(key)) {
      const text = `the header ${name} is new${header.flag('required') ? ' and always there' : ''}`;
      report('response-header-added', 'stricter', missingFrom(old), written(partOf(now, 'headers'), name), text);
    }
}

function createHeaderComparison(compareSchemas: CompareSchemas): ComparePart {
  return oncePerPair((old, now, pair) => {
    const report = reportInto(pair, RESPONSE);
    compareWords(old, now, pair);
    const [was, is] = [old.flag('required'), now.flag('required')];
    const [from, to] = [written(old, 'required'), written(now, 'required')];
    if (is && !was) report('response-header-became-required', 'stricter', from, to, 'is always there');
    if (was && !is) report('response-header-became-optional', 'looser', from, to, 'may be missing');
    if (now.flag('deprecated') && !old.flag('deprecated'))
      report(
        'response-header-deprecated',
        'same',
        written(old, 'deprecated'),
        written(now, 'deprecated'),
        'is deprecated',
      );
    const [left, right] = [valueIn(old), valueIn(now)];
    if (left.mediaType !== right.mediaType || left.explode !== right.explode)
      report(
        'response-header-style-changed',
        'contradictory',
        writtenNode(old),
        writtenNode(now),
        'is written in another way',
      );
    pair.use(compareSchemas([left.schema], [right.schema], RESPONSE), 'header');
  });
}
