import { readRecordings } from '../../../contract-tests/support/recording.js';
import { replay } from '../../../contract-tests/support/replay.js';
import { type NamedExchange, plainExchange } from './exchange.js';

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
