-- Puts seats on sale whose time of being kept back is over, and has the sweeper come by for the next ones.
-- Looks at the whole hall, once for each time at which seats are released.
-- KEYS[1] seats hash
-- KEYS[2] events stream
-- KEYS[3] holds zset
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] audit context
-- REPLY OK, epoch, seq
-- REPLY NOT_HYDRATED
local epoch = liveEpoch(KEYS[1], ARGV[1])
-- A hydration asks for the sweeper again.
redis.call('ZREM', KEYS[3], ARGV[2] .. '|~kept')
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local free = {}
local fields = redis.call('HGETALL', KEYS[1])
for index = 1, #fields, 2 do
  local seat = string.match(fields[index], '^#k:(.+)$')
  local releaseAt = seat and readKept(fields[index + 1])
  if releaseAt and releaseAt <= at then
    redis.call('HDEL', KEYS[1], fields[index])
    if redis.call('HEXISTS', KEYS[1], seat) == 0 then free[#free + 1] = seat end
  else
    awaitRelease(KEYS[3], ARGV[2], releaseAt)
  end
end
local seq = publishEach(KEYS[1], KEYS[2], { showtimeId = ARGV[2], epoch = epoch, at = at, type = 'seat.put-on-sale',
  subject = ARGV[2], context = ARGV[3] }, { AVAILABLE = free })
return { 'OK', epoch, seq }
