import type { Document, ParsedNode } from 'yaml';
import { type Json, valueAt } from '../../json.js';
import type { Places } from './json-places.js';

/** The library that reads YAML. */
export type YamlLibrary = typeof import('yaml');

/** Something that is wrong with a text, and how many characters stand before it. */
interface Mistake {
  readonly offset: number;
  readonly reason: string;
}

/** What a YAML text says, with all that is wrong with it. */
export interface YamlValue {
  readonly value: Json | undefined;
  readonly tree: Document<ParsedNode>;
  readonly mistakes: readonly Mistake[];
}

export function yamlValue(yaml: YamlLibrary, text: string): YamlValue {
  // Its own search for repeated names compares each with each.
  const tree = yaml.parseDocument<ParsedNode>(text, { prettyErrors: false, uniqueKeys: false });
  // A tag that nobody knows is merely a warning to the parser, and its value then anything.
  const mistakes = [...tree.errors, ...tree.warnings].map(({ pos, message }) => ({ offset: pos[0], reason: message }));
  yaml.visit(tree, {
    Alias: (_, alias) => {
      if (!alias.resolve(tree)) mistakes.push({ offset: startOf(alias), reason: `nothing is named ${alias.source}` });
    },
    Map: (_, { items }) => {
      const names = new Set<unknown>();
      for (const { key } of items) {
        const name = valueAt(key, 'value');
        if (name !== undefined && names.has(name))
          mistakes.push({ offset: startOf(key), reason: 'Map keys must be unique' });
        names.add(name);
      }
    },
  });
  if (mistakes.length > 0) return { value: undefined, tree, mistakes };
  try {
    return { value: tree.toJS(), tree, mistakes };
  } catch (error) {
    // A few lines can say that they are gigabytes, by names for what has names for what has names.
    const reason = error instanceof RangeError ? 'Maximum call stack' : 'repeats its parts by alias too often (YAML)';
    return { value: undefined, tree, mistakes: [{ offset: 0, reason }] };
  }
}

/** Where the parts of a YAML text are. */
export function yamlPlaces(tree: Document<ParsedNode>): Places {
  return {
    valueAt: (tokens) => {
      const found = tree.getIn(tokens, true);
      return found === undefined ? undefined : startOf(found);
    },
    // The items of a list have no names; they begin where their values do.
    nameAt: (tokens) => {
      const members = valueAt(tree.getIn(tokens.slice(0, -1), true), 'items');
      const names = Array.isArray(members) ? members.map((member: unknown) => valueAt(member, 'key')) : [];
      // Names may be numbers in YAML: statuses, for one.
      const name = names.find((key) => String(valueAt(key, 'value')) === tokens.at(-1));
      return name === undefined ? undefined : startOf(name);
    },
  };
}

function startOf(node: unknown): number {
  return Number(valueAt(node, 'range', '0') ?? 0);
}
