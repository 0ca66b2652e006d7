import { complaintsOf } from '../arguments.js';
import { columnOf, readWord } from '../data/fields.js';
import { ID_PORTIONS } from '../data/id-task.js';
import { readTaskOptions } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import type { Task } from '../data/task.js';
import type { Io } from '../io.js';
import { segmentsRemoveProfilesManual } from '../manual/segments-remove-profiles.js';
import { emptySegment } from './empty.js';

function removalFrom(segmentId: string): Task<string> {
  return {
    command: 'segments remove-profiles',
    target: `segment ${segmentId}`,
    nouns: { one: 'shopper profile', many: 'shopper profiles' },
    participle: 'removed',
    verb: 'Remove',
    reader: (records, column) => {
      const from = columnOf(records, column === undefined ? ['shopper_profile_id', 'id'] : [column]);
      return (record) => readWord(record, from);
    },
    // UUIDs are the same in any case (RFC 9562).
    keyOf: (id) => id.toLowerCase(),
    describe: (id) => `shopper profile ${id}`,
    lastCounts: false,
    portions: ID_PORTIONS,
    send: (client, ids, options) => client.segments.removeShopperProfiles(segmentId, ids, options),
    preview: (client, ids) => client.segments.removeShopperProfiles(segmentId, ids, { dryRun: true }),
  };
}

/** `bigcommerce-customers segments remove-profiles` */
export async function removeProfiles(argv: readonly string[], io: Io): Promise<number> {
  const wrong = complaintsOf(segmentsRemoveProfilesManual);
  const {
    all,
    files: positionals,
    ...options
  } = readTaskOptions(segmentsRemoveProfilesManual, argv, ['column', 'yes', 'all']);
  const [segmentId, ...files] = positionals;
  if (segmentId === undefined) throw wrong('SEGMENT_ID is missing');
  if (!all && files.length === 0)
    throw wrong(
      `a FILE is missing behind the segment ${JSON.stringify(segmentId)}; - is standard input. All profiles are removed by --all`,
    );
  if (!all) return runTask(removalFrom(segmentId), { ...options, files }, io);
  const surplus = files[0] ?? options.failures ?? options.journal ?? options.column ?? options.format;
  if (surplus !== undefined) throw wrong(`--all takes no input, and there is ${JSON.stringify(surplus)}`);
  return emptySegment(segmentId, options, io);
}
