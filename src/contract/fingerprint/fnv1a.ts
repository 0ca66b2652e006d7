/**
 * The 64-bit FNV-1a hash of a text, in 16 hexadecimal digits. Not for secrets: it tells accidental changes, at once and
 * wherever this code runs, where those for secrets come with Node or make callers wait.
 */
export function fnv1a(text: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
