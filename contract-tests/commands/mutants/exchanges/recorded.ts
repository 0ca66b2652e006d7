import { type NamedExchange, plainExchange } from '../../../../src/score/exchanges/exchange.js';
import { readRecordings, replay } from '../../../evidence/recordings.js';

/** Every exchange of the recordings: what the client really sends, and what was recorded as the answer to it. */
export async function recordedExchanges(isMeant = (_name: string) => true): Promise<NamedExchange[]> {
  const found: NamedExchange[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  for (const { name, recording } of (await readRecordings()).filter((named) => isMeant(named.name))) {
    const { exchanges } = await replay(recording);
    found.push(...exchanges.map((one, index) => ({ name: `${name} #${index + 1}`, exchange: plainExchange(one) })));
  }
  return found;
}

/**
 * Operators that find nothing to apply to in the recordings, and why. Elsewhere they would: an entry for one that is
 * applied fails the run, and so does an operator that is not, without an entry.
 */
export const IDLE: Readonly<Record<string, string>> = {
  CPD: 'No recorded answer names a charset.',
  LHC: 'No recorded answer has a Location.',
  LHD: 'No recorded answer has a Location.',
  BPR: 'No recorded answer has a boolean in it.',
  'REQUEST-CPD': 'The client names no charset.',
  'REQUEST-OTPR': 'The client sends no objects within objects.',
  'REQUEST-BPR': 'The client sends no booleans.',
};
