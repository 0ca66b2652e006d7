import type { DocumentNode } from '#contract';
import { isRecord, type Json } from '../../json.js';
import { isSame, partOf, written, writtenNode } from '../node.js';
import type { Report } from '../pair.js';
import type { Polarity } from '../tendency.js';
import type { Atom } from './types.js';
import { placeOf, type View, withKeyword } from './views.js';

/** A keyword whose value is a schema, or has schemas by name or in a list. */
interface Rule {
  readonly keyword: string;
  readonly type?: Atom;
  readonly form: 'schema' | 'map' | 'list';
  readonly polarity: Polarity;
}

/** Less common rules. That one is there or not is a difference, and if both sides have it, what is in it is compared. */
const RULES: readonly Rule[] = [
  { keyword: 'prefixItems', type: 'array', form: 'list', polarity: 'same' },
  { keyword: 'contains', type: 'array', form: 'schema', polarity: 'same' },
  { keyword: 'unevaluatedItems', type: 'array', form: 'schema', polarity: 'same' },
  { keyword: 'patternProperties', type: 'object', form: 'map', polarity: 'same' },
  { keyword: 'propertyNames', type: 'object', form: 'schema', polarity: 'same' },
  { keyword: 'unevaluatedProperties', type: 'object', form: 'schema', polarity: 'same' },
  { keyword: 'dependentSchemas', type: 'object', form: 'map', polarity: 'same' },
  { keyword: 'not', form: 'schema', polarity: 'inverse' },
  { keyword: 'if', form: 'schema', polarity: 'either' },
  { keyword: 'then', form: 'schema', polarity: 'same' },
  { keyword: 'else', form: 'schema', polarity: 'same' },
];

/** Keywords whose values are compared as they are. */
const PLAIN = [
  'dependentRequired',
  'dependencies',
  'minContains',
  'maxContains',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
];

interface RuleContext {
  readonly report: Report;
  readonly compare: (old: readonly DocumentNode[], now: readonly DocumentNode[], polarity: Polarity) => void;
}

export function compareRules(old: View, now: View, types: ReadonlySet<Atom>, context: RuleContext): void {
  for (const rule of RULES) {
    if (rule.type !== undefined && !types.has(rule.type)) continue;
    const [before, after] = [old, now].map((view) => schemasOf(view, rule));
    if (!before || !after) continue;
    for (const [name, schemas] of before) {
      const others = after.get(name);
      if (others) context.compare(schemas, others, rule.polarity);
      else note(rule.keyword, name, schemas[0], undefined, [old, now], context);
    }
    for (const [name, [schema]] of after)
      if (!before.has(name)) note(rule.keyword, name, undefined, schema, [old, now], context);
  }
  for (const keyword of PLAIN) comparePlain(keyword, old, now, context);
}

function note(
  keyword: string,
  name: string,
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
  [old, now]: readonly [View, View],
  { report }: RuleContext,
): void {
  const label = name === '' ? keyword : `${keyword} ${name}`;
  if (after && after.value !== true)
    report('*-rule-added', 'stricter', { pointer: placeOf(old) }, writtenNode(after), `${label} is new`);
  if (before && before.value !== true)
    report('*-rule-removed', 'looser', writtenNode(before), { pointer: placeOf(now) }, `${label} is gone`);
}

/** The schemas of a rule by name; those of one name must all be satisfied. */
function schemasOf(view: View, { keyword, form }: Rule): Map<string, DocumentNode[]> {
  const found = new Map<string, DocumentNode[]>();
  const add = (name: string, schema: DocumentNode) => found.set(name, [...(found.get(name) ?? []), schema]);
  for (const [part, value] of withKeyword(view, keyword)) {
    if (form === 'schema') add('', partOf(part, keyword));
    else for (const name of namesIn(value)) add(name, partOf(part, keyword, name));
  }
  return found;
}

function namesIn(value: Json): string[] {
  return isRecord(value) || Array.isArray(value) ? Object.keys(value) : [];
}

function comparePlain(keyword: string, old: View, now: View, { report }: RuleContext): void {
  const [[before], [after]] = [withKeyword(old, keyword), withKeyword(now, keyword)];
  if (isSame(before?.[1], after?.[1])) return;
  const from = before ? written(before[0], keyword) : { pointer: placeOf(old) };
  const to = after ? written(after[0], keyword) : { pointer: placeOf(now) };
  if (!before)
    report('*-rule-added', keyword === 'minContains' ? 'contradictory' : 'stricter', from, to, `${keyword} is new`);
  else if (!after)
    report('*-rule-removed', keyword === 'minContains' ? 'contradictory' : 'looser', from, to, `${keyword} is gone`);
  else report('*-rule-changed', 'contradictory', from, to, `${keyword} has changed`);
}
