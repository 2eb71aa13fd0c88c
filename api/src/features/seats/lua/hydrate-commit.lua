-- Ends a hydration with what the database said, unless another took over or the hall is live already.
-- Fields that marks and releases wrote meanwhile are newer and stay; a hold gives way to the database.
-- KEYS[1] seats hash
-- KEYS[2] events stream
-- ARGV[1] run id
-- ARGV[2] loading token
-- ARGV[3] showtime id
-- ARGV[4] ms since 1970 at which the hash may go
-- ARGV[5] audit context
-- ARGV[6…] seat, entry, seat, entry…
-- REPLY READY, epoch, seq
-- REPLY LOST
local epoch = liveEpoch(KEYS[1], ARGV[1])
if epoch then return { 'READY', epoch, tonumber(redis.call('HGET', KEYS[1], '#seq')) } end
local loaded = runOf(ARGV[1]) .. '.' .. ARGV[2]
if redis.call('HGET', KEYS[1], '#loading') ~= loaded then return { 'LOST' } end

for index = 6, #ARGV, 2 do
  local entry = redis.call('HGET', KEYS[1], ARGV[index])
  if not entry or string.sub(entry, 1, 2) == 'L|' then redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1]) end
end
local fields = redis.call('HGETALL', KEYS[1])
for index = 1, #fields, 2 do
  if fields[index + 1] == 'F' then redis.call('HDEL', KEYS[1], fields[index]) end
end
epoch = loaded
redis.call('HDEL', KEYS[1], '#loading')
redis.call('HSET', KEYS[1], '#epoch', epoch, '#seq', 0)
redis.call('PEXPIREAT', KEYS[1], ARGV[4])
local seq = publish(KEYS[1], KEYS[2], { showtimeId = ARGV[3], epoch = epoch, at = nowMs(), type = 'hydrated',
  subject = ARGV[3], status = '-', seats = {}, context = ARGV[5] })
return { 'READY', epoch, seq }
