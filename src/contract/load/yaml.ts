import type { Document, ParsedNode, YAMLMap } from 'yaml';
import { type Json, pointerTo, valueAt } from '../../json.js';
import type { Places } from './json-places.js';

export type YamlLibrary = typeof import('yaml');

/**
 * Imports `yaml` on demand, because only texts need it.
 *
 * @param user What needs it, for the message.
 * @throws Error when it is not installed, with the command that installs it, or when it cannot be imported, with the reason.
 */
export async function importYaml(user: string): Promise<YamlLibrary> {
  try {
    return await import('yaml');
  } catch (cause) {
    const isMissing = String(valueAt(cause, 'code')).endsWith('MODULE_NOT_FOUND');
    const reason = cause instanceof Error ? cause.message : String(cause);
    const problem = isMissing ? 'is not installed: npm install --save-dev yaml' : `cannot be imported here: ${reason}`;
    throw new Error(`${user} needs the package yaml, which ${problem}`, { cause });
  }
}

/** A mistake in a text, with its offset in characters. */
export interface TextMistake {
  readonly offset: number;
  readonly reason: string;
  /** JSON pointer to the part that has it. */
  readonly pointer?: string;
}

/** The value of a YAML text, or all mistakes for which it has none. */
export interface YamlValue {
  readonly value: Json | undefined;
  readonly tree: Document<ParsedNode>;
  readonly mistakes: readonly TextMistake[];
  /** Mistakes that were passed over: of repeated keys the last counts, and undefined tags or merges of no map have no effect. */
  readonly passedOver: readonly TextMistake[];
}

export function yamlValue(yaml: YamlLibrary, text: string): YamlValue {
  // The library's own check for repeated keys is quadratic. Merge keys are of YAML 1.1, and most readers know them.
  const tree = yaml.parseDocument<ParsedNode>(text, { prettyErrors: false, uniqueKeys: false, merge: true });
  const mistakeOf = ({ pos, message }: (typeof tree.warnings)[number]) => ({
    offset: pos[0],
    reason: message.split('\n')[0] ?? '',
  });
  const mistakes: TextMistake[] = tree.errors.map(mistakeOf);
  const passedOver: TextMistake[] = tree.warnings.map(mistakeOf);
  yaml.visit(tree, {
    Alias: (_, alias) => {
      if (!alias.resolve(tree)) mistakes.push({ offset: startOf(alias), reason: `no anchor is named ${alias.source}` });
    },
    Map: (_, map, path) => {
      map.items = map.items.filter(({ key, value }) => {
        const isMergeable = !isMergeKey(key) || sourcesOf(yaml, tree, value).every((source) => yaml.isMap(source));
        if (!isMergeable) passedOver.push({ offset: startOf(key), reason: '<< merges only maps and is ignored' });
        return isMergeable;
      });
      const names = new Set<string>();
      for (const { key } of map.items) {
        const name = valueAt(key, 'value');
        if (name === undefined || isMergeKey(key)) continue;
        const member = String(name);
        const reason = `Map keys must be unique; the last ${member} counts`;
        if (names.has(member))
          passedOver.push({
            offset: startOf(key),
            reason,
            pointer: pointerTo('', ...tokensTo(yaml, [...path, map]), member),
          });
        names.add(member);
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

/** `<<`, by which a map has the members of others unless it has its own. The library reads it as a symbol. */
function isMergeKey(key: unknown): boolean {
  return typeof valueAt(key, 'value') === 'symbol';
}

/** The maps of a merge: one or a list, each written here or elsewhere. */
function sourcesOf(yaml: YamlLibrary, tree: Document<ParsedNode>, value: unknown): unknown[] {
  const given = resolved(yaml, tree, value);
  return yaml.isSeq(given) ? given.items.map((item) => resolved(yaml, tree, item)) : [given];
}

function resolved(yaml: YamlLibrary, tree: Document<ParsedNode>, node: unknown): unknown {
  return yaml.isAlias(node) ? node.resolve(tree) : node;
}

/** The names and indices of the last of these nodes, each of which is a part of the one before. */
function tokensTo(yaml: YamlLibrary, path: readonly unknown[]): string[] {
  return path.flatMap((node, index) => {
    if (yaml.isPair(node)) return [String(valueAt(node.key, 'value'))];
    return yaml.isSeq(node) && index + 1 < path.length ? [String(node.items.indexOf(path[index + 1]))] : [];
  });
}

/** Offsets of the parts of a YAML text. A part that an alias or a merge brings is where it is written. */
export function yamlPlaces(yaml: YamlLibrary, tree: Document<ParsedNode>): Places {
  interface Part {
    readonly key: unknown;
    readonly value: unknown;
  }
  const inMap = (map: YAMLMap, name: string, depth: number): Part | undefined => {
    // Names may be numbers in YAML, such as statuses.
    const own = map.items.findLast(({ key }) => !isMergeKey(key) && String(valueAt(key, 'value')) === name);
    if (own || depth === 0) return own;
    const merges = map.items.filter(({ key }) => isMergeKey(key));
    for (const source of merges.flatMap(({ value }) => sourcesOf(yaml, tree, value))) {
      const found = yaml.isMap(source) ? inMap(source, name, depth - 1) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const partAt = (tokens: readonly string[]): Part | undefined => {
    let part: Part | undefined = { key: undefined, value: tree.contents };
    for (const token of tokens) {
      const holder = resolved(yaml, tree, part?.value);
      if (yaml.isMap(holder)) part = inMap(holder, token, MOST_MERGES);
      // Items of a sequence have no names.
      else if (yaml.isSeq(holder)) part = { key: undefined, value: holder.items[Number(token)] };
      else return undefined;
    }
    return part;
  };
  const offsetOf = (node: unknown) => (node === undefined || node === null ? undefined : startOf(node));
  return {
    valueAt: (tokens) => offsetOf(partAt(tokens)?.value),
    nameAt: (tokens) => offsetOf(partAt(tokens)?.key),
  };
}

/** Maps that merge each other, one within the next. */
const MOST_MERGES = 50;

function startOf(node: unknown): number {
  return Number(valueAt(node, 'range', '0') ?? 0);
}
