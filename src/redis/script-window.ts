/**
 * The part of the script that keeps to the quota of a store, which is that of `createRateWindow`: its comments say why. It uses
 * what the script has read before: `state`, `window`, `inFlight`, `now` and `call`.
 */
export const WINDOW = `
local LONGEST_WINDOW_MS, ROUNDING_MS, MAX_PROBES, MAX_MARGIN, LOW_SHARE = 300000, 2, 10, 10, 0.1

local function emptyWindow(startedAt, sent, quota)
  return {
    startedAt = startedAt, sent = sent, left = quota, unspent = quota, endsAt = HUGE, surelyUntil = -HUGE,
    responses = 0, silent = 0, late = 0, spreadMs = 0,
  }
end

local function spreadWithin(spreadMs, startsInMs, leftMs)
  return math.min(spreadMs, math.max(0, (leftMs or HUGE) - startsInMs) / 2)
end

local function othersShareOf()
  if state.quota == HUGE then return 0 end
  return math.min(1, math.max(0, state.quota - window.left - window.sent) / state.quota)
end

local function startWindow(startedAt)
  if window.responses > 0 then state.othersShare = othersShareOf() end
  window = emptyWindow(startedAt, inFlight + window.late, state.quota)
end

local function marginFor(othersSent, elapsedMs, roundTripMs)
  if not (othersSent > 0 and elapsedMs > 0 and othersSent < HUGE) then return 0 end
  return math.min(MAX_MARGIN, math.ceil(othersSent / elapsedMs * roundTripMs * 2))
end

local function readStatement(limits, windowMs, sentAt, at)
  local left, resetMs = limits.requestsLeft, limits.timeResetMs
  if (limits.requestsQuota or 0) > 0 then state.quota = limits.requestsQuota end
  state.lengthMs = windowMs
  if window.surelyUntil == -HUGE and window.responses > 1 then
    window.sent = math.min(window.sent, state.quota - left + inFlight + 1)
  end
  local earliestEnd, latestEnd = sentAt + resetMs + ROUNDING_MS, at + resetMs + ROUNDING_MS
  window.surelyUntil = math.max(window.surelyUntil, earliestEnd - 2 * ROUNDING_MS)
  window.endsAt = math.max(earliestEnd, math.min(window.endsAt, latestEnd))
  local isFirst = window.responses == 1
  window.left = isFirst and left or math.min(window.left, left)
  window.unspent = isFirst and left or math.min(window.unspent, left)
  state.margin = marginFor(state.quota - left - window.responses - inFlight, windowMs - resetMs, at - sentAt)
end

local function observeWindow(limits, sentAt, at, isUncounted)
  inFlight = inFlight - 1
  local windowMs = limits.timeWindowMs or 0
  local longestMs = math.min(windowMs > 0 and windowMs or LONGEST_WINDOW_MS, LONGEST_WINDOW_MS)
  local resetMs = limits.timeResetMs
  local isUsable = limits.requestsLeft and resetMs and resetMs <= longestMs + ROUNDING_MS
  local function isOfWindowAfter(moment) return isUsable and sentAt + resetMs - moment > longestMs / 2 end
  if isOfWindowAfter(window.endsAt) then
    window.late = window.late + 1
    startWindow(window.endsAt)
  end
  local isOld = isUsable and window.endsAt < HUGE and window.endsAt - at - resetMs > longestMs / 2
  if not isOld and (sentAt >= window.startedAt or isOfWindowAfter(window.startedAt)) then
    if isUncounted then window.sent, window.unspent = window.sent + 1, window.unspent - 1 end
    window.responses = window.responses + 1
    if isUsable then
      readStatement(limits, windowMs > longestMs and 0 or windowMs, sentAt, at)
    else
      window.left, window.silent = window.left - 1, window.silent + 1
    end
  end
  if at >= window.surelyUntil then window.late = window.late + 1 end
end

local function acquireFromWindow(ask)
  local spreadMs = spreadWithin(window.spreadMs, window.endsAt - now, ask.leftMs)
  if now >= window.endsAt + spreadMs then startWindow(now) end
  if now >= window.endsAt then return window.endsAt + spreadMs - now end
  local reserve = ask.reserve
  if ask.isLow and state.quota < HUGE then reserve = reserve + math.ceil(state.quota * LOW_SHARE) end
  local available = math.min(window.left - inFlight, window.unspent, state.quota - window.sent) - reserve - state.margin
  local probes = math.max(1, math.floor(MAX_PROBES * (1 - state.othersShare) + 0.5))
  local isProbing = window.responses == window.silent and window.silent < probes
  local isFree = available > 0
  if isProbing then isFree = inFlight < math.min(probes, available) end
  local isUsedUp = inFlight == 0 and window.responses == 0 and window.sent >= state.quota
  if isUsedUp and state.lengthMs > 0 then window.endsAt = math.min(window.endsAt, window.startedAt + state.lengthMs) end
  if isFree or (inFlight == 0 and window.endsAt == HUGE) then
    if not isFree and window.responses > 0 then
      state.quota = HUGE
      startWindow(now)
    end
    window.unspent, window.sent = window.unspent - 1, window.sent + 1
    return 0
  end
  if window.endsAt < HUGE and window.spreadMs == 0 then
    window.spreadMs = call.random * SPREAD * state.lengthMs * othersShareOf()
  end
  local endsInMs = window.endsAt - now
  return endsInMs + spreadWithin(window.spreadMs, endsInMs, ask.leftMs)
end
`;
