import { type NamedExchange, plainExchange } from '../../../../src/score/exchanges/exchange.js';
import { deriveRecordings } from '../../../evidence/derived-recordings.js';
import { atThisAddress, type NamedRecording, readRecordings, replay } from '../../../evidence/recordings.js';

/**
 * The exchanges of the recordings: what the client really sends, and what was recorded as the answer to it. Of those that are
 * derived, an answer that several operations share is looked at once.
 */
export async function recordedExchanges(isMeant = (_name: string) => true): Promise<NamedExchange[]> {
  const found: NamedExchange[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  for (const { name, recording } of (await distinctRecordings()).filter((named) => isMeant(named.name))) {
    const { exchanges } = await replay(recording);
    found.push(...exchanges.map((one, index) => ({ name: `${name} #${index + 1}`, exchange: plainExchange(one) })));
  }
  return found;
}

async function distinctRecordings(): Promise<NamedRecording[]> {
  const stored = (await readRecordings()).map((named) => ({ ...named, recording: atThisAddress(named.recording) }));
  const byAnswer = new Map<string, NamedRecording>();
  for (const derived of await deriveRecordings(stored)) {
    const { call, exchanges } = derived.recording;
    const isSuccess = exchanges.every(({ status }) => status < 300);
    const key = JSON.stringify([isSuccess && call, exchanges.map(({ status, response }) => [status, response])]);
    if (!byAnswer.has(key)) byAnswer.set(key, derived);
  }
  return [...stored, ...byAnswer.values()];
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
