import type { Document, ParsedNode } from 'yaml';
import { type Json, valueAt } from '../../json.js';
import type { Places } from './json-places.js';

export type YamlLibrary = typeof import('yaml');

/** A mistake in a text, with its offset in characters. */
interface Mistake {
  readonly offset: number;
  readonly reason: string;
}

/** The value of a YAML text, or all mistakes for which it has none. */
export interface YamlValue {
  readonly value: Json | undefined;
  readonly tree: Document<ParsedNode>;
  readonly mistakes: readonly Mistake[];
  /** Mistakes that were passed over: of repeated keys the last counts, and tags that nobody defines have no effect. */
  readonly passedOver: readonly Mistake[];
}

export function yamlValue(yaml: YamlLibrary, text: string): YamlValue {
  // The library's own check for repeated keys is quadratic.
  const tree = yaml.parseDocument<ParsedNode>(text, { prettyErrors: false, uniqueKeys: false });
  const mistakeOf = ({ pos, message }: (typeof tree.warnings)[number]) => ({
    offset: pos[0],
    reason: message.split('\n')[0] ?? '',
  });
  const mistakes = tree.errors.map(mistakeOf);
  const passedOver = tree.warnings.map(mistakeOf);
  yaml.visit(tree, {
    Alias: (_, alias) => {
      if (!alias.resolve(tree)) mistakes.push({ offset: startOf(alias), reason: `no anchor is named ${alias.source}` });
    },
    Map: (_, { items }) => {
      const names = new Set<unknown>();
      for (const { key } of items) {
        const name = valueAt(key, 'value');
        if (name !== undefined && names.has(name))
          passedOver.push({ offset: startOf(key), reason: `Map keys must be unique; the last ${String(name)} counts` });
        names.add(name);
      }
    },
  });
  if (mistakes.length > 0) return { value: undefined, tree, mistakes, passedOver };
  try {
    return { value: tree.toJS(), tree, mistakes, passedOver };
  } catch (error) {
    // Nested aliases expand a few lines to gigabytes; the library stops at a limit.
    const reason = error instanceof RangeError ? 'Maximum call stack' : 'expands to too many nodes by its YAML aliases';
    return { value: undefined, tree, mistakes: [{ offset: 0, reason }], passedOver };
  }
}

/** Offsets of the parts of a YAML text. */
export function yamlPlaces(tree: Document<ParsedNode>): Places {
  return {
    valueAt: (tokens) => {
      const found = tree.getIn(tokens, true);
      return found === undefined ? undefined : startOf(found);
    },
    // Items of a sequence have no names.
    nameAt: (tokens) => {
      const members = valueAt(tree.getIn(tokens.slice(0, -1), true), 'items');
      const names = Array.isArray(members) ? members.map((member: unknown) => valueAt(member, 'key')) : [];
      // Names may be numbers in YAML, such as statuses.
      const name = names.find((key) => String(valueAt(key, 'value')) === tokens.at(-1));
      return name === undefined ? undefined : startOf(name);
    },
  };
}

function startOf(node: unknown): number {
  return Number(valueAt(node, 'range', '0') ?? 0);
}
