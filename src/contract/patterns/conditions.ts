import type { AssertionNode, LookNode, PatternNode } from './pattern-tree.js';
import { type Program, programOf } from './program.js';
import { run, type Subject } from './simulate.js';

/** The programs of all that must follow or precede a place in a pattern, at any depth. */
export type LookPrograms = ReadonlyMap<LookNode, Program>;

/** @throws UnboundedPatternError when one takes too many steps. */
export function lookPrograms(node: PatternNode): LookPrograms {
  switch (node.kind) {
    case 'sequence':
      return new Map(node.parts.flatMap((part) => [...lookPrograms(part)]));
    case 'choice':
      return new Map(node.options.flatMap((option) => [...lookPrograms(option)]));
    case 'repeat':
      return lookPrograms(node.inner);
    case 'look':
      // What follows a place is read from the end of the text, so that it begins where it ends.
      return new Map([...lookPrograms(node.inner), [node, programOf(node.inner, node.direction === 'ahead')]]);
    default:
      return new Map();
  }
}

/** Tells whether a condition holds at a place of a text. What a look sees is found out for all places at once. */
export function conditionsOf(subject: Omit<Subject, 'holds'>, programs: LookPrograms): Subject['holds'] {
  const { text } = subject;
  const seen = new Map<LookNode, Uint8Array>();
  const placesOf = (node: LookNode): Uint8Array => {
    const places = new Uint8Array(text.length + 1);
    const program = programs.get(node);
    const mark = (place: number) => {
      places[place] = 1;
      return false;
    };
    if (program) run(program, { ...subject, holds }, node.direction === 'ahead', mark);
    seen.set(node, places);
    return places;
  };
  const holds = (node: AssertionNode | LookNode, place: number): boolean => {
    if (node.kind !== 'look') return isAt(node, text, place);
    const places = seen.get(node) ?? placesOf(node);
    return (places[place] === 1) === node.isWanted;
  };
  return holds;
}

function isAt({ kind }: AssertionNode, text: string, place: number): boolean {
  if (kind === 'start') return place === 0;
  if (kind === 'end') return place === text.length;
  const isEdge = isOfWord(text.charAt(place - 1)) !== isOfWord(text.charAt(place));
  return isEdge === (kind === 'edge');
}

function isOfWord(character: string): boolean {
  return /^\w$/.test(character);
}
