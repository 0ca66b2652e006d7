import type { DocumentNode } from '#contract';
import type { ChangeId } from './catalogue.js';
import type { Written } from './difference.js';
import { canonical, componentOf, isSame, membersOf, partOf, written } from './node.js';
import { oncePerPair, type Pair, reportInto } from './pair.js';
import { REQUEST } from './parameters.js';
import { compareWords } from './schemas/annotations.js';
import { includes } from './schemas/types.js';
import { type Tendency, together } from './tendency.js';

/** One way to be let in: the scopes of each scheme that is needed, by what the scheme sends. */
type Alternative = ReadonlyMap<string, ReadonlySet<string>>;

/** The ways to be let in to an operation. */
interface Security {
  readonly written: Written;
  readonly alternatives: readonly Alternative[];
}

/** Compares the credentials that operations ask for. The names of schemes do not matter, but what they send does. */
export function createSecurityComparison(oldRoot: DocumentNode, newRoot: DocumentNode) {
  const same = sameNames(oldRoot, newRoot);
  const compareScheme = oncePerPair((old, now, pair) => compareSchemes(old, now, pair));
  return (old: DocumentNode, now: DocumentNode, operation: Pair): void => {
    const [before, after] = [securityOf(oldRoot, old, same), securityOf(newRoot, now, new Map())];
    for (const name of before.schemes)
      if (after.schemes.has(name)) operation.use(compareScheme(schemeOf(oldRoot, name), schemeOf(newRoot, name)));
    compareAlternatives(before, after, operation);
  };
}

function schemeOf(root: DocumentNode, name: string): DocumentNode {
  return componentOf(root, 'components', 'securitySchemes', name);
}

const SENT = ['type', 'in', 'name', 'scheme'];

function sentBy(scheme: DocumentNode): string {
  const { object } = scheme;
  // The name of a header and the word for a scheme are written in either case.
  const isInHeader = object['in'] === 'header';
  return canonical(
    SENT.map(
      (member) =>
        (member === 'scheme' || (member === 'name' && isInHeader)
          ? scheme.text(member).toLowerCase()
          : object[member]) ?? null,
    ),
  );
}

/** What a scheme sends in the new document, by its name in the old one, where both have one of that name. */
function sameNames(oldRoot: DocumentNode, newRoot: DocumentNode): ReadonlyMap<string, string> {
  const schemes = membersOf(partOf(newRoot, 'components', 'securitySchemes'));
  const own = membersOf(partOf(oldRoot, 'components', 'securitySchemes'));
  return new Map(
    [...own].flatMap(([name]) => {
      const other = schemes.get(name);
      return other ? [[name, sentBy(other)] as const] : [];
    }),
  );
}

/** @param called What schemes send in the other document, for those that have changed and are reported themselves. */
function securityOf(
  root: DocumentNode,
  operation: DocumentNode,
  called: ReadonlyMap<string, string>,
): Security & { readonly schemes: ReadonlySet<string> } {
  const own = partOf(operation, 'security');
  const list = own.exists ? own : partOf(root, 'security');
  const place = list.exists ? { pointer: list.pointer, value: list.value } : { pointer: operation.pointer };
  const schemes = new Set<string>();
  const alternatives = [...membersOf(list).values()].map(
    (alternative) =>
      new Map(
        [...membersOf(alternative)].map(([name, scopes]) => {
          schemes.add(name);
          const names = Array.isArray(scopes.value) ? scopes.value.map(String) : [];
          return [called.get(name) ?? sentBy(schemeOf(root, name)), new Set(names)] as const;
        }),
      ),
  );
  // Without any, nothing is asked for.
  return { written: place, alternatives: alternatives.length > 0 ? alternatives : [new Map()], schemes };
}

/** Whether whoever has what one alternative asks for has what another one does. */
function satisfies(one: Alternative, other: Alternative): boolean {
  return [...other].every(([scheme, scopes]) => {
    const own = one.get(scheme);
    return own !== undefined && includes(own, scopes);
  });
}

function compareAlternatives(old: Security, now: Security, operation: Pair): void {
  const keyOf = (alternative: Alternative) =>
    canonical([...alternative].map(([scheme, scopes]) => [scheme, ...[...scopes].sort()]).sort());
  const [before, after] = [old, now].map(({ alternatives }) => new Map(alternatives.map((one) => [keyOf(one), one])));
  if (!before || !after) return;
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, one]) => one);
  const come = [...after].filter(([key]) => !before.has(key)).map(([, one]) => one);
  if (gone.length + come.length === 0) return;
  const report = reportInto(operation, REQUEST);
  const note = (id: ChangeId, tendency: Tendency, text: string) => report(id, tendency, old.written, now.written, text);
  const [left, right] = [gone[0], come[0]];
  if (
    left &&
    right &&
    gone.length === 1 &&
    come.length === 1 &&
    left.size > 0 &&
    isSame([...left.keys()].sort(), [...right.keys()].sort())
  ) {
    const [had, has] = [left, right].map(
      (one) => new Set([...one].flatMap(([scheme, scopes]) => [...scopes].map((scope) => `${scheme} ${scope}`))),
    );
    for (const scope of has ?? [])
      if (!had?.has(scope)) note('api-security-scope-added', 'stricter', `the scope ${wordOf(scope)} is needed`);
    for (const scope of had ?? [])
      if (!has?.has(scope))
        note('api-security-scope-removed', 'looser', `the scope ${wordOf(scope)} is no longer needed`);
    return;
  }
  // Whoever was let in by what is gone may be let in by something else.
  const isLess = gone.some((one) => !now.alternatives.some((other) => satisfies(one, other)));
  const isMore = come.some((one) => !old.alternatives.some((other) => satisfies(one, other)));
  const tendency = together(isLess ? 'stricter' : 'same', isMore ? 'looser' : 'same');
  const [was, is] = [gone, come].map((some) => some.map(describe).join(' or '));
  if (come.some(({ size }) => size > 0))
    note('api-security-added', tendency, `asks for ${is}${was ? ` instead of ${was}` : ''}`);
  else
    note(
      'api-security-removed',
      tendency,
      come.length > 0 ? `asks for no credentials, instead of ${was}` : `${was} no longer suffices`,
    );
}

function wordOf(scope: string): string {
  return scope.slice(scope.lastIndexOf(' ') + 1);
}

function describe(alternative: Alternative): string {
  if (alternative.size === 0) return 'no credentials';
  const parts = [...alternative].map(([scheme, scopes]) => {
    const [type, place, name, word]: readonly (string | null)[] = JSON.parse(scheme);
    const what = place ? `${place} ${name}` : [type, word].filter(Boolean).join(' ');
    return scopes.size > 0 ? `${what} (${[...scopes].join(', ')})` : what;
  });
  return parts.join(' and ');
}

function compareSchemes(old: DocumentNode, now: DocumentNode, pair: Pair): void {
  compareWords(old, now, pair);
  const report = reportInto(pair, REQUEST);
  if (sentBy(old) !== sentBy(now)) {
    const changed = SENT.filter((member) => !isSame(old.object[member], now.object[member]));
    const [first = 'type'] = changed;
    const id = changed.includes('type') ? 'api-security-component-type-changed' : 'api-security-component-changed';
    const text = changed.map(
      (member) => `${member} is ${now.text(member, 'missing')}, was ${old.text(member, 'missing')}`,
    );
    report(id, 'contradictory', written(old, first), written(now, first), text.join('; '));
  }
  for (const member of ['flows', 'openIdConnectUrl'])
    if (!isSame(old.object[member], now.object[member]))
      report(
        'api-security-component-oauth-changed',
        'same',
        written(old, member),
        written(now, member),
        `${member} has changed`,
      );
}
