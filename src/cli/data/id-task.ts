import { columnOf, readInteger, refuseColumns } from './fields.js';
import type { Task } from './task.js';

/**
 * What all tasks have in common that take whole numbers, one of each record.
 *
 * @param columnsOfOthers A file with one of these is of something else, unless the column is named.
 */
export function idTask(
  columns: readonly string[],
  task: Pick<Task<number>, 'command' | 'nouns' | 'warning' | 'send' | 'preview'>,
  columnsOfOthers: readonly string[] = [],
): Task<number> {
  return {
    ...task,
    participle: 'deleted',
    verb: 'Delete',
    reader: (records, column) => {
      const from = columnOf(records, column === undefined ? columns : [column]);
      if (column === undefined) refuseColumns(records, columnsOfOthers, from);
      return (record) => readInteger(record, from);
    },
    keyOf: String,
    describe: (id) => `${task.nouns.one} ${id}`,
    lastCounts: false,
    portions: ID_PORTIONS,
  };
}

/** A request has some hundreds of ids. One call after the other, so that a mistake can be stopped. */
export const ID_PORTIONS = { size: 500, atOnce: 1 };
