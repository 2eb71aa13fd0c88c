-- Brings a live hall back to what the database says, unless it changed since it was read.
-- KEYS[1] seats hash
-- KEYS[2] events stream
-- KEYS[3] holds zset
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] the #seq that was read before the database
-- ARGV[4] audit context
-- ARGV[5…] field, value to set or empty to take away, …: a seat and its entry, or #k:<seat> and what it is kept for
-- REPLY OK, epoch, seq
-- REPLY MOVED
-- REPLY NOT_HYDRATED
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
if redis.call('HGET', KEYS[1], '#seq') ~= ARGV[3] then return { 'MOVED' } end

local touched, order = {}, {}
for index = 5, #ARGV, 2 do
  local field, value = ARGV[index], ARGV[index + 1]
  if value == '' then redis.call('HDEL', KEYS[1], field) else redis.call('HSET', KEYS[1], field, value) end
  local seat = string.match(field, '^#k:(.+)$')
  if seat and value ~= '' then awaitRelease(KEYS[3], ARGV[2], (readKept(value))) end
  seat = seat or field
  if not touched[seat] then order[#order + 1] = seat end
  touched[seat] = true
end
local changed = { AVAILABLE = {}, BLOCKED = {}, BOOKED = {} }
for _, seat in ipairs(order) do
  local found = redis.call('HMGET', KEYS[1], seat, '#k:' .. seat)
  -- A seat that is held or sold stays so on every map, whatever is kept behind it.
  local status = not found[1] and (found[2] and 'BLOCKED' or 'AVAILABLE') or string.sub(found[1], 1, 1) == 'B' and 'BOOKED'
  if status then changed[status][#changed[status] + 1] = seat end
end
local seq = publishEach(KEYS[1], KEYS[2], { showtimeId = ARGV[2], epoch = epoch, at = nowMs(),
  type = 'seat.reconciled', subject = ARGV[2], context = ARGV[4] }, changed)
return { 'OK', epoch, seq }
