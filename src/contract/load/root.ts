import { SpecProblemsError } from './source.js';

/** Throws for a file that a document must not read. */
export type PermitFile = (path: string) => Promise<void>;

/**
 * Lets references lead only to files within a folder, wherever symbolic links lead: a document of somebody else must not get
 * at other files of this machine.
 *
 * @param given The folder. Default: the working directory if the document is in it, otherwise the folder of the document.
 * @throws SpecProblemsError from the result, for a file that is elsewhere.
 */
export async function permitWithin(mainPath: string, given: string | undefined): Promise<PermitFile> {
  const { dirname, isAbsolute, relative, resolve } = await import('node:path');
  const { realpath } = await import('node:fs/promises');
  const isWithin = (folder: string, path: string) => {
    const way = relative(folder, path);
    return way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
  };
  // What does not exist has no other path, and is reported when it is read.
  const realPathOf = (path: string) => realpath(path).catch(() => path);
  const here = resolve('.');
  const root = given === undefined ? (isWithin(here, mainPath) ? here : dirname(mainPath)) : resolve(given);
  return async (path) => {
    const [realRoot, realPath] = await Promise.all([realPathOf(root), realPathOf(path)]);
    if (isWithin(root, path) && isWithin(realRoot, realPath)) return;
    // A path within the root as it was given, or as it is, when only one of them is known.
    if (isWithin(realRoot, path) && isWithin(realRoot, realPath)) return;
    const reason = `is outside ${root}, and references are not followed beyond it; name a folder that has all files of the document as its root`;
    throw new SpecProblemsError([{ file: path, line: 1, column: 1, rule: 'root', reason }]);
  };
}
