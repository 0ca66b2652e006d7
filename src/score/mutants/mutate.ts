import { isRecord, type Json, type JsonObject, pointerTo, pointerTokens, valueAtPointer } from '../../json.js';
import { type Inlining, type Mutant, replacedAt, type Touch } from './mutant.js';
import { variantsOf } from './operators/operators.js';
import { type Place, type PlaceKind, usedPlaces, writtenPlaces } from './places.js';
import { spread } from './spread.js';

/** A change to what is written, and the same change to each use of it on its own. */
export interface MutantGroup {
  /** What is changed, and what becomes of it. */
  readonly kind: PlaceKind;
  readonly changed: Json;
  readonly component: Mutant;
  /** None where what is changed has only one use: the two would be the same. */
  readonly uses: readonly Mutant[];
}

export function mutantsOf({ component, uses }: MutantGroup): Mutant[] {
  return [component, ...uses];
}

/** How much of a large document is changed. */
export interface MutateLimits {
  /** Uses of one place that are changed on their own, evenly spread. Default: all. */
  readonly uses?: number;
  /** Uses that are looked for in the whole document, in its order. Default: all. */
  readonly places?: number;
  /** What is made of each object. Default: changes that everyday exchanges show. */
  readonly variants?: typeof variantsOf;
}

/** All mutants of a document. The same document gives the same mutants, in the same order. */
export function mutate(document: JsonObject, limits: MutateLimits = {}): MutantGroup[] {
  const { uses: mostUses = Infinity, places = Infinity, variants = variantsOf } = limits;
  const usesOf = new Map<string, Place[]>();
  for (const place of usedPlaces(document, places)) {
    const known = usesOf.get(keyOf(place)) ?? [];
    known.push(place);
    usesOf.set(keyOf(place), known);
  }
  const counts = new Map<string, number>();
  return writtenPlaces(document).flatMap((place) => {
    const uses = usesOf.get(keyOf(place)) ?? [];
    return variants(place.kind, place.value, document).map(({ operator, path, node, replacement }) => {
      const pointer = pointerTo(place.written, ...path);
      const name = `${operator} ${pointer}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const at = ({ written, site, inlinings }: Place, level: Mutant['level'], touches: readonly Touch[]): Mutant => ({
        id: `${name} ${count}${level === 'use-site' ? ` @ ${site}` : ''}`,
        operator,
        level,
        pointer,
        site: level === 'use-site' ? pointerTo(site, ...path) : pointer,
        replacement,
        touches,
        inlinings: level === 'use-site' ? inlinings : [],
        apply: (original) =>
          asObject(
            replacedAt(inlined(original, inlinings), pointerTokens(level === 'use-site' ? site : written), node),
          ),
      });
      return {
        kind: place.kind,
        changed: node,
        component: at(place, 'component', touchesOf(place, path, uses)),
        uses: uses.length > 1 ? spread(uses, mostUses).map((use) => at(use, 'use-site', [use.touch])) : [],
      };
    });
  });
}

/** A reference and what it refers to may be written at the same place only in one order. */
function keyOf({ kind, written }: Place): string {
  return `${kind} ${written}`;
}

/** A document with references written out, one after the other. It means the same. */
export function inlined(document: JsonObject, inlinings: readonly Inlining[]): JsonObject {
  return inlinings.reduce<JsonObject>((changed, { at, target }) => {
    const reference = valueAtPointer(changed, at);
    const { $ref: _, ...beside } = isRecord(reference) ? reference : {};
    // What stands beside a reference describes it, and nothing else.
    const copy = valueAtPointer(document, target);
    return asObject(replacedAt(changed, pointerTokens(at), isRecord(copy) ? { ...copy, ...beside } : (copy ?? null)));
  }, document);
}

/** Of all paths, a change of one touches that one. */
function touchesOf({ kind }: Place, [changed]: readonly string[], uses: readonly Place[]): Touch[] {
  return kind === 'paths' && changed !== undefined ? [{ path: changed, half: 'request' }] : uniqueTouches(uses);
}

function uniqueTouches(uses: readonly Place[]): Touch[] {
  return [...new Map(uses.map(({ touch }) => [JSON.stringify(touch), touch])).values()];
}

function asObject(value: Json): JsonObject {
  if (!isRecord(value)) throw new TypeError('a document is an object');
  return value;
}
