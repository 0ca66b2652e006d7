import { inChild } from './in-child.mjs';
import { median } from './table.mjs';

/**
 * Measures contestants in turn, round after round, each time beginning with another, so that whatever else the machine
 * does hits them all alike.
 *
 * @returns {Promise<Map<string, object[]>>} results by name, in the order of the rounds
 */
export async function inRounds({ workload, names, rounds, taskOf }) {
  const results = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = names.map((_, index) => names[(index + round) % names.length]);
    for (const name of order) results.get(name).push(await inChild(workload, await taskOf(name)));
  }
  return results;
}

/** The median over rounds of how one contestant compares with another in the same round. */
export function medianRatio(results, name, other, numberOf) {
  return median(results.get(name).map((result, round) => numberOf(result) / numberOf(results.get(other)[round])));
}
