-- Tells the hall that MongoDB gave seats to a booking, paid (B) or not yet (P), or lent them to a till (E); the hold
-- that led there ends.
-- Runs after the database only.
-- While a hydration loads, the fields are written and kept by it; before one, there is nothing to tell.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] events stream
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] id of the booking or lease
-- ARGV[4] its version
-- ARGV[5] hold id, empty when there was none
-- ARGV[6] audit context
-- ARGV[7] B for BOOKED, P for LOCKED until it is paid, E for LOCKED while it is lent
-- ARGV[8] the lease that the seats were sold from, whose marks give way; empty when there was none
-- ARGV[9…] seats
-- REPLY OK, epoch, seq
-- REPLY LOADING
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
local epoch = liveEpoch(KEYS[1], ARGV[1])
local loading = redis.call('HEXISTS', KEYS[1], '#loading') == 1
if not epoch and not loading then return { 'NOT_HYDRATED' } end

local booked = {}
for index = 9, #ARGV do
  local entry = redis.call('HGET', KEYS[1], ARGV[index]) or ''
  local otherId, otherVersion = string.match(entry, '^[BPE]|([^|]+)|(%d+)$')
  -- A mark that is older than what stands, or another claim's, stays: the reconciler asks the database.
  local stale = otherId and otherId ~= ARGV[8]
    and (otherId ~= ARGV[3] or tonumber(otherVersion) >= tonumber(ARGV[4]))
  if not stale then
    redis.call('HSET', KEYS[1], ARGV[index], ARGV[7] .. '|' .. ARGV[3] .. '|' .. ARGV[4])
    booked[#booked + 1] = ARGV[index]
  end
end
local hold = ARGV[5] ~= '' and readHold(KEYS[1], ARGV[5])
if hold then
  if #hold.seats == 0 then dropHold(keys, ARGV[2], ARGV[5], hold) else writeHold(keys, ARGV[2], ARGV[5], hold) end
end
if not epoch then return { 'LOADING' } end
local seq = seqOf(KEYS[1])
if #booked > 0 then
  seq = publish(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = nowMs(),
    type = ARGV[7] == 'B' and 'seat.booked' or ARGV[7] == 'E' and 'seat.leased' or 'seat.locked', subject = ARGV[3],
    status = ARGV[7] == 'B' and 'BOOKED' or 'LOCKED', seats = booked, context = ARGV[6] })
end
return { 'OK', epoch, seq }
