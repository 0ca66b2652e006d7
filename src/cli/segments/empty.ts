import { BigCommerceError, InvalidRequestError } from '../../index.js';
import { connect } from '../data/connect.js';
import { isAgreed } from '../data/consent.js';
import { InputError } from '../data/input-error.js';
import type { TaskOptions } from '../data/options.js';
import { TASK_EXIT } from '../exit-codes.js';
import { plainText } from '../formats/plain-text.js';
import type { Io } from '../io.js';

/**
 * Removes all shopper profiles from a segment. How many these are, the API does not tell.
 *
 * @returns The exit code.
 */
export async function emptySegment(
  segmentId: string,
  { baseUrl, dryRun, yes }: Pick<TaskOptions, 'baseUrl' | 'dryRun' | 'yes'>,
  io: Io,
): Promise<number> {
  const { client, store } = connect('segments remove-profiles', baseUrl, io);
  const from = `segment ${segmentId} of ${store}`;
  const { requests } = await client.segments
    .removeAllShopperProfiles(segmentId, { dryRun: true })
    .catch((error: unknown) => {
      if (error instanceof InvalidRequestError)
        throw new InputError([error.issues.map(({ path, message }) => `${path} ${message}`).join('; ')]);
      throw error;
    });
  if (dryRun) {
    const lines = requests.map(({ method, url }) => `  ${method} ${url}\n`);
    io.stdout.write(`All shopper profiles would be removed from ${from}:\n${lines.join('')}Nothing was sent.\n`);
    return TASK_EXIT.done;
  }
  const question = { text: `Remove ALL shopper profiles from ${from}?`, answers: ['all'] };
  if (!yes && !(await isAgreed(question, io))) {
    io.stderr.write('Nothing was sent.\n');
    return TASK_EXIT.unusable;
  }
  const signal = io.interruption?.() ?? new AbortController().signal;
  try {
    await client.segments.removeAllShopperProfiles(segmentId, { signal });
  } catch (error) {
    if (!(error instanceof BigCommerceError)) throw error;
    io.stderr.write(`${plainText(error.message)}\n`);
    return signal.aborted ? TASK_EXIT.interrupted : TASK_EXIT.notAllDone;
  }
  io.stdout.write(`All shopper profiles removed from ${from}.\n`);
  return TASK_EXIT.done;
}
