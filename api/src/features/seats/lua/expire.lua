-- Ends a hold whose time is over and frees what is still its own. Safe to run twice and from several nodes.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] events stream
-- KEYS[4] gone marker of the hold
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] how long the gone marker stays, ms
-- ARGV[5] audit context
-- REPLY OK, epoch, seq, freed seat…
-- REPLY LIVE
-- REPLY NOT_FOUND
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local hold = readHold(KEYS[1], ARGV[3])
if not hold then
  redis.call('ZREM', KEYS[2], ARGV[2] .. '|' .. ARGV[3])
  return { 'NOT_FOUND' }
end
if hold.expiresAt > at then
  redis.call('ZADD', KEYS[2], whole(hold.expiresAt), ARGV[2] .. '|' .. ARGV[3])
  return { 'LIVE' }
end

local left = vacate(KEYS[1], hold.seats)
dropHold(keys, ARGV[2], ARGV[3], hold)
redis.call('SET', KEYS[4], '1', 'PX', ARGV[4])
local seq = publishEach(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = at, type = 'seat.timeout',
  subject = ARGV[3], context = ARGV[5] }, left)
return { 'OK', epoch, seq, unpack(hold.seats) }
