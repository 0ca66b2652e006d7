import { columnOf, readInteger } from './fields.js';
import type { Task } from './task.js';

/** What all tasks have in common that take whole numbers, one of each record. */
export function idTask(
  columns: readonly string[],
  task: Pick<Task<number>, 'command' | 'nouns' | 'warning' | 'send' | 'preview'>,
): Task<number> {
  return {
    ...task,
    participle: 'deleted',
    verb: 'Delete',
    reader: (records, column) => {
      const from = columnOf(records, column === undefined ? columns : [column]);
      return (record) => readInteger(record, from);
    },
    keyOf: String,
    describe: (id) => `${task.nouns.one} ${id}`,
    lastCounts: false,
  };
}
