import { BigCommerceError, InvalidRequestError } from '../../index.js';
import { removeProfilesFrom } from '../../resources/segments.js';
import { type Command, InputError, type ManualPage, TASK_EXIT, usageErrors } from '../command.js';
import { chosenColumn, type RecordKind } from '../data/columns.js';
import { connect } from '../data/connect.js';
import { readTaskOptions, singleColumn, type TaskOptions } from '../data/options.js';
import { confirm } from '../data/question.js';
import { FieldError, readWord } from '../data/record.js';
import { runTask } from '../data/run-task.js';
import type { Task } from '../data/task.js';
import type { Io } from '../io.js';
import { customerIdFor, EMAIL_COLUMNS, EMAIL_LOOK_UP, type EmailRecord, emailReader } from '../look-up/emails.js';
import { BY_EMAIL, CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';
import { inCommandWords } from '../store-settings.js';
import { capitalised, plainText } from '../text.js';

const PROFILE: RecordKind = {
  noun: 'shopper profile',
  idColumns: ['shopper_profile_id', 'id'],
  own: ['customer_id'],
  shared: ['email'],
  emailColumns: EMAIL_COLUMNS,
};

function removalFrom(segmentId: string) {
  return {
    command: 'segments remove-profiles',
    target: `segment ${segmentId}`,
    nouns: { one: 'shopper profile', many: 'shopper profiles' },
    participle: 'removed',
    confirmed: 'accepted for removal',
    verb: 'Remove',
    operation: removeProfilesFrom(segmentId),
  } as const;
}

function removalById(segmentId: string, column: string | undefined): Task<string> {
  return {
    ...removalFrom(segmentId),
    reader: (table) => {
      const from = chosenColumn(table, PROFILE, column);
      return (record) => [readWord(record, from)];
    },
    describe: (id) => `shopper profile ${id}`,
    valueOf: (id) => id,
  };
}

/** A customer tells its shopper profile, so that profiles need no look-up of their own. */
function removalByEmail(segmentId: string, column: string | undefined): Task<string, EmailRecord> {
  return {
    ...removalFrom(segmentId),
    reader: (table) => emailReader(table, PROFILE, column),
    describe: () => 'this e-mail address',
    byEmail: { ...EMAIL_LOOK_UP, include: 'shopper_profile_id' },
    valueOf: (record, customer) => {
      const id = customerIdFor(record, customer);
      if (customer?.profileId === undefined) throw new FieldError(`customer ${id} has no shopper profile`);
      return customer.profileId;
    },
  };
}

async function removeProfiles(argv: readonly string[], io: Io): Promise<number> {
  const manual = segmentsRemoveProfilesManual;
  const usageError = usageErrors(manual);
  const { all, files: positionals, ...options } = readTaskOptions(manual, argv, ['by', 'column', 'yes', 'all']);
  const [segmentId, ...files] = positionals;
  if (segmentId === undefined) throw usageError('SEGMENT_ID is missing');
  if (!UUID.test(segmentId) && files.some((file) => UUID.test(file)))
    throw usageError(
      `the arguments are swapped: the segment ${files.find((file) => UUID.test(file))} goes before the files`,
    );
  if (!all && files.length === 0)
    throw usageError(
      `FILE is missing after the segment ${JSON.stringify(segmentId)}; - means standard input. Pass --all to remove all profiles`,
    );
  const column = singleColumn(options, manual);
  if (!all && options.byEmail) return runTask(removalByEmail(segmentId, column), { ...options, files }, io);
  if (!all) return runTask(removalById(segmentId, column), { ...options, files }, io);
  const by = options.byEmail ? 'email' : undefined;
  const surplus =
    files[0] ?? by ?? options.failures ?? options.journal ?? column ?? options.format ?? options.expect ?? options.max;
  if (surplus !== undefined) throw usageError(`--all takes no input, but got ${JSON.stringify(surplus)}`);
  return emptySegment(segmentId, options, io);
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Removes all shopper profiles from a segment. The API does not say how many these are.
 *
 * @returns The exit code.
 */
export async function emptySegment(
  segmentId: string,
  { baseUrl, dryRun, yes }: Pick<TaskOptions, 'baseUrl' | 'dryRun' | 'yes'>,
  io: Io,
): Promise<number> {
  const { client, store, close } = connect('segments remove-profiles', baseUrl, io);
  const from = `segment ${segmentId} of ${store}`;
  const { requests } = await client.segments
    .removeAllShopperProfiles(segmentId, { dryRun: true })
    .catch((error: unknown) => {
      if (error instanceof InvalidRequestError)
        throw new InputError(error.issues.map(({ message }) => `SEGMENT_ID ${message}`));
      throw error;
    });
  if (dryRun) {
    const lines = requests.map(({ method, url }) => `  ${method} ${url}\n`);
    io.stdout.write(`All shopper profiles would be removed from ${from}:\n${lines.join('')}Nothing was sent.\n`);
    return TASK_EXIT.done;
  }
  const question = { text: `Remove ALL shopper profiles from ${from}?`, details: [], answers: ['all'] };
  if (!yes && !(await confirm(question, io))) {
    io.stderr.write('Nothing was sent.\n');
    return TASK_EXIT.unusable;
  }
  const signal = io.cancellation?.() ?? new AbortController().signal;
  try {
    await client.segments.removeAllShopperProfiles(segmentId, { signal });
  } catch (error) {
    if (!(error instanceof BigCommerceError)) throw error;
    io.stderr.write(`${plainText(inCommandWords(error.message))}\n`);
    return signal.aborted ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
  } finally {
    await close();
  }
  io.stdout.write(`${capitalised(from)}: the removal of all shopper profiles was accepted.\n`);
  return TASK_EXIT.done;
}

const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

const segmentsRemoveProfilesManual: ManualPage = {
  name: 'bigcommerce-customers segments remove-profiles',
  summary: 'remove the shopper profiles in files, or all of them, from a segment',
  synopsis: [
    'bigcommerce-customers segments remove-profiles [--by email] [--yes] [--expect N] [--max N] [--dry-run] [--column NAME] [--format FORMAT] [--failures FILE] [--resume FILE] [--base-url URL] SEGMENT_ID FILE…',
    'bigcommerce-customers segments remove-profiles --all [--yes] [--dry-run] [--base-url URL] SEGMENT_ID',
  ],
  description: [
    'Reads shopper_profile_id, or else id, from each record. A bare id beside other columns than customer_id is refused unless you pass --column id, because segments have ids, too. JSON input can also be a list of ids. Duplicate ids are reported, and sent once. The profiles themselves and their customers stay.',
    BY_EMAIL,
    'Before anything is removed, you are shown the segment, the store with its address, the number of profiles and the first three records, and asked to confirm. Input without records removes nothing: only --all empties a segment. The API does not say how many profiles that removes.',
    INPUT,
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    { flags: '--all', text: 'Remove every shopper profile from the segment. Takes no FILE.' },
    DATA_OPTIONS.by,
    DATA_OPTIONS.yes,
    DATA_OPTIONS.expect,
    DATA_OPTIONS.max,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.column('shopper_profile_id or id'),
    DATA_OPTIONS.format,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.resume,
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Remove the profiles in a file:',
      command: `bigcommerce-customers segments remove-profiles ${SEGMENT} profiles.csv`,
    },
    {
      purpose: 'Remove the shopper profiles of customers by their e-mail addresses:',
      command: `bigcommerce-customers segments remove-profiles --by email ${SEGMENT} people.csv`,
    },
    {
      purpose: 'Empty a segment:',
      command: `bigcommerce-customers segments remove-profiles ${SEGMENT} --all`,
    },
  ],
};

/** `bigcommerce-customers segments remove-profiles` */
export const segmentsRemoveProfiles: Command = { manual: segmentsRemoveProfilesManual, run: removeProfiles };
