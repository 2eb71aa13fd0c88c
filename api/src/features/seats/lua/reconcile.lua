-- Brings a live hall back to what the database says, unless it changed since it was read.
-- KEYS[1] seats hash
-- KEYS[2] events stream
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] the #seq that was read before the database
-- ARGV[4] audit context
-- ARGV[5…] seat, entry to set or empty to free, …
-- REPLY OK, epoch, seq
-- REPLY MOVED
-- REPLY NOT_HYDRATED
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
if redis.call('HGET', KEYS[1], '#seq') ~= ARGV[3] then return { 'MOVED' } end

local changed = { AVAILABLE = {}, BOOKED = {}, BLOCKED = {} }
for index = 5, #ARGV, 2 do
  local seat, entry = ARGV[index], ARGV[index + 1]
  if entry == '' then redis.call('HDEL', KEYS[1], seat) else redis.call('HSET', KEYS[1], seat, entry) end
  local list = changed[entry == '' and 'AVAILABLE' or entry == 'X' and 'BLOCKED' or 'BOOKED']
  list[#list + 1] = seat
end
local seq = tonumber(ARGV[3])
for _, status in ipairs({ 'AVAILABLE', 'BLOCKED', 'BOOKED' }) do
  if #changed[status] > 0 then
    seq = publish(KEYS[1], KEYS[2], { showtimeId = ARGV[2], epoch = epoch, at = nowMs(), type = 'seat.reconciled',
      subject = ARGV[2], status = status, seats = changed[status], context = ARGV[4] })
  end
end
return { 'OK', epoch, seq }
