/** What the command says to the shell. Trouble with the input wins over violations: not everything was looked at. */
export const EXIT = { conforms: 0, violates: 1, unusable: 2 } as const;

/** The same for commands that send what is in files. The last one is what shells say of a process that was interrupted. */
export const TASK_EXIT = { done: 0, notAllDone: 1, unusable: 2, interrupted: 130 } as const;
