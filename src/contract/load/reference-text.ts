import { type JsonObject, pointerInFragment, valueAtPointer } from '../../json.js';

/**
 * The place that a fragment means, also where its first slash is missing, which no name of a schema can contain, or where the
 * percent signs are part of the name, as some generators write them.
 */
export function intendedPointer(document: JsonObject, fragment: string): string {
  const written = /^[^/]+\//.test(fragment) ? `/${fragment}` : fragment;
  const decoded = pointerInFragment(written);
  const isVerbatim = valueAtPointer(document, decoded) === undefined && valueAtPointer(document, written) !== undefined;
  return isVerbatim ? written : decoded;
}

/** Whether a reference is a URL on the network. A single letter before a colon may be a drive. */
export function isRemote(reference: string): boolean {
  return /^(?!file:)[a-z][a-z0-9+.-]+:/i.test(reference) || reference.startsWith('//');
}
