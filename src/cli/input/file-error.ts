import { valueAt } from '../../json.js';

/** Why the operating system would not have something, in words. */
export function reasonOf(error: unknown): string {
  const code = String(valueAt(error, 'code') ?? 'unknown error');
  return REASONS.get(code) ?? code;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['ELOOP', 'symbolic links that lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'no space left'],
  ['EROFS', 'the file system is read-only'],
  ['ERR_FS_FILE_TOO_LARGE', 'too large'],
  ['ERR_INVALID_ARG_VALUE', 'no valid path'],
]);
