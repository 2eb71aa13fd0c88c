-- Ends a hydration with what the database said, unless another took over or the hall is live already.
-- Fields that marks and releases wrote meanwhile are newer and stay; a hold gives way to the database.
-- KEYS[1] seats hash
-- KEYS[2] events stream
-- KEYS[3] holds zset
-- ARGV[1] run id
-- ARGV[2] loading token
-- ARGV[3] showtime id
-- ARGV[4] ms since 1970 at which the hash may go; an hour from now at least, or a hall of long ago could not be read
-- ARGV[5] audit context
-- ARGV[6…] field, value, field, value…: a seat and its entry, or #k:<seat> and what it is kept for
-- REPLY READY, epoch, seq
-- REPLY LOST
local epoch = liveEpoch(KEYS[1], ARGV[1])
if epoch then return { 'READY', epoch, seqOf(KEYS[1]) } end
local loaded = runOf(ARGV[1]) .. '.' .. ARGV[2]
if redis.call('HGET', KEYS[1], '#loading') ~= loaded then return { 'LOST' } end

local at = nowMs()
for index = 6, #ARGV, 2 do
  local field, value = ARGV[index], ARGV[index + 1]
  local releaseAt = string.sub(field, 1, 3) == '#k:' and readKept(value)
  local entry = redis.call('HGET', KEYS[1], field)
  local isDue = releaseAt and releaseAt <= at
  if not isDue and (not entry or string.sub(entry, 1, 2) == 'L|') then redis.call('HSET', KEYS[1], field, value) end
  if not isDue then awaitRelease(KEYS[3], ARGV[3], releaseAt) end
end
local fields = redis.call('HGETALL', KEYS[1])
for index = 1, #fields, 2 do
  if fields[index + 1] == 'F' then redis.call('HDEL', KEYS[1], fields[index]) end
end
epoch = loaded
redis.call('HDEL', KEYS[1], '#loading')
redis.call('HSET', KEYS[1], '#epoch', epoch, '#seq', 0)
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', math.max(tonumber(ARGV[4]), at + 3600000)))
local seq = publish(KEYS[1], KEYS[2], { showtimeId = ARGV[3], epoch = epoch, at = at, type = 'hydrated',
  subject = ARGV[3], status = '-', seats = {}, context = ARGV[5] })
return { 'READY', epoch, seq }
