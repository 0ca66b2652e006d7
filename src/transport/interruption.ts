/** Why something was given up before it was done. */
export class Interruption {
  /** The caller's signal, the time for one request, or the time for the whole call. */
  readonly by: 'signal' | 'timeout' | 'deadline';
  constructor(by: Interruption['by']) {
    this.by = by;
  }
}
