/** What the command says to the shell. Trouble with the input wins over violations: not everything was looked at. */
export const EXIT = { conforms: 0, violates: 1, unusable: 2 } as const;
