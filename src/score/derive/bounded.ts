import type { OperationModel } from '#contract';
import type { PlainRequest, PlainResponse } from '../exchanges/exchange.js';
import { groupedBy } from '../mutants/spread.js';
import type { Derived } from './derive.js';

/** A derived half of an exchange that was chosen, and made. */
export type Made = { readonly about: string; readonly what: string } & (
  | { readonly half: 'request'; readonly request: PlainRequest }
  | { readonly half: 'response'; readonly response: PlainResponse }
);

/** What is judged of each part of an operation: of its requests, and of its responses of each status. */
export interface DerivedLimits {
  readonly count: number;
  readonly characters: number;
}

/** The parts of a document share what can be judged in time. No clock: the same document gives the same answer anywhere. */
export function limitsFor(operations: readonly Pick<OperationModel, 'responses'>[]): DerivedLimits {
  const parts = operations.reduce((sum, { responses }) => sum + 1 + responses.length, 0);
  return {
    count: Math.max(Math.min(MOST_OF_A_PART, Math.floor(MOST_OF_ALL / parts)), LEAST_OF_A_PART),
    characters: Math.floor(MOST_CHARACTERS / parts),
  };
}

const MOST_OF_A_PART = 500;
const MOST_OF_ALL = 100_000;
const MOST_CHARACTERS = 200_000_000;
/** However large a document is. */
const LEAST_OF_A_PART = 20;

/** As many of each part as there is room for: of each place some, before any has many. */
export function bounded(all: readonly Derived[], limits: DerivedLimits): Made[] {
  const ranks = new Map<string, number>();
  const ranked = all.map((derived) => {
    const part = partOf(derived);
    const place = `${part} ${derived.about}`;
    const rank = ranks.get(place) ?? 0;
    ranks.set(place, rank + 1);
    return { derived, part, rank };
  });
  return [...groupedBy(ranked, ({ part }) => part).values()].flatMap((some) =>
    made(
      some.sort((one, other) => one.rank - other.rank).map(({ derived }) => derived),
      limits,
    ),
  );
}

function partOf({ half, what }: Derived): string {
  return half === 'request' ? half : (what.split(' ')[0] ?? '');
}

function made(some: readonly Derived[], { count, characters }: DerivedLimits): Made[] {
  const chosen: Made[] = [];
  let left = characters;
  for (const derived of some.slice(0, count)) {
    if (left < 0 && chosen.length >= LEAST_OF_A_PART) break;
    const { about, what } = derived;
    const one: Made =
      derived.half === 'request'
        ? { about, what, half: derived.half, request: derived.request() }
        : { about, what, half: derived.half, response: derived.response() };
    chosen.push(one);
    left -= one.half === 'request' ? one.request.body.length : one.response.body.length;
  }
  return chosen;
}
