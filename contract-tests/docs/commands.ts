/** A command of a block for a shell. */
export interface ShellCommand {
  /** As a shell would split it, without variables before the command. */
  readonly words: readonly string[];
  /** What commands before it have exported. */
  readonly env: Readonly<Record<string, string>>;
}

/** The commands of a block, without comments. Nothing of a shell is needed for them but `&&` and `export`. */
export function commandsOf(text: string): ShellCommand[] {
  const env: Record<string, string> = {};
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return lines.flatMap((line) =>
    line
      .split(' && ')
      .map((command) => command.split(/\s+/).filter((word) => word !== ''))
      .flatMap((words): ShellCommand[] => {
        if (words.length === 0) return [];
        if (words[0] !== 'export') {
          const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
          return [{ words: words.slice(first), env: { ...env } }];
        }
        for (const word of words.slice(1)) {
          const [name = '', value = ''] = word.split('=');
          env[name] = value;
        }
        return [];
      }),
  );
}
