-- Tells the hall that MongoDB took seats from a booking or a lease. Compares its id, so it never frees another's seat.
-- A hold that still has such a seat led to that booking: its sale is over, and others may touch it again.
-- While a hydration loads, it leaves F on the seat, so that an older answer of the database can't book it again.
-- KEYS[1] seats hash
-- KEYS[2] events stream
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] id of the booking or lease
-- ARGV[4] its version
-- ARGV[5] audit context
-- ARGV[6…] seats
-- REPLY OK, epoch, seq
-- REPLY LOADING
-- REPLY NOT_HYDRATED
local epoch = liveEpoch(KEYS[1], ARGV[1])
local loading = redis.call('HEXISTS', KEYS[1], '#loading') == 1
if not epoch and not loading then return { 'NOT_HYDRATED' } end

local freed = {}
for index = 6, #ARGV do
  local entry = redis.call('HGET', KEYS[1], ARGV[index]) or ''
  local id, version = string.match(entry, '^[BPE]|([^|]+)|(%d+)$')
  endSale(KEYS[1], string.match(entry, '^L|([^|]+)|'))
  local ours = id == ARGV[3] and tonumber(version) <= tonumber(ARGV[4])
  if ours or (loading and entry == '') then
    if not epoch then redis.call('HSET', KEYS[1], ARGV[index], 'F') end
    freed[#freed + 1] = ARGV[index]
  end
end
if not epoch then return { 'LOADING' } end
local seq = publishEach(KEYS[1], KEYS[2], { showtimeId = ARGV[2], epoch = epoch, at = nowMs(), type = 'seat.released',
  subject = ARGV[3], context = ARGV[5] }, vacate(KEYS[1], freed))
return { 'OK', epoch, seq }
