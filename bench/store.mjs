/** What a store on the loopback server allows, and what it has counted. */
export class Store {
  /** Answers with 429 so far: over the quota, and beyond the calls that it takes at once. */
  refused = { byQuota: 0, byConcurrency: 0 };
  /** Upserts that have arrived. */
  calls = 0;
  /** Customers whose value has arrived. Each value of a workload is of another customer. */
  stored = new Set();
  #inFlight = 0;
  #windowEndsAt = 0;
  #unitsLeft = 0;
  #otherClientCallsAt = 0;

  /**
   * @param {object} settings
   * @param {number} [settings.records] values that it lists
   * @param {number} [settings.latencyMs] from the arrival of a request until its answer
   * @param {number} [settings.maxConcurrent] upserts that it takes at once
   * @param {number} [settings.quota] calls in a window
   * @param {number} [settings.windowMs] length of a window, which begins with the first call after the one before
   * @param {number} [settings.otherClientEveryMs] how often another client uses one call of the quota
   */
  constructor(settings = {}) {
    this.settings = { records: 0, latencyMs: 0, maxConcurrent: Infinity, quota: 1e6, windowMs: 30_000, ...settings };
  }

  /** Takes one call out of the quota, if there is one left. Refused calls cost nothing. */
  admit(now) {
    this.#letOtherClientCall(now);
    const isAdmitted = this.#takeUnit(now);
    if (!isAdmitted) this.refused.byQuota += 1;
    return isAdmitted;
  }

  rateLimitHeaders(now) {
    const { quota, windowMs } = this.settings;
    return [
      'X-Rate-Limit-Requests-Left',
      String(this.#unitsLeft),
      'X-Rate-Limit-Requests-Quota',
      String(quota),
      'X-Rate-Limit-Time-Reset-Ms',
      String(Math.max(0, Math.ceil(this.#windowEndsAt - now))),
      'X-Rate-Limit-Time-Window-Ms',
      String(windowMs),
    ];
  }

  /** Takes one of the places for upserts at once, if there is one left. */
  enter() {
    this.calls += 1;
    if (this.#inFlight >= this.settings.maxConcurrent) {
      this.refused.byConcurrency += 1;
      return false;
    }
    this.#inFlight += 1;
    return true;
  }

  leave() {
    this.#inFlight -= 1;
  }

  #takeUnit(now) {
    if (now >= this.#windowEndsAt) {
      this.#windowEndsAt = now + this.settings.windowMs;
      this.#unitsLeft = this.settings.quota;
    }
    if (this.#unitsLeft === 0) return false;
    this.#unitsLeft -= 1;
    return true;
  }

  /** The other client calls at even intervals since the first call here, and makes up for what nobody has looked at. */
  #letOtherClientCall(now) {
    const { otherClientEveryMs } = this.settings;
    if (!otherClientEveryMs) return;
    this.#otherClientCallsAt ||= now;
    for (; this.#otherClientCallsAt <= now; this.#otherClientCallsAt += otherClientEveryMs)
      this.#takeUnit(this.#otherClientCallsAt);
  }
}
