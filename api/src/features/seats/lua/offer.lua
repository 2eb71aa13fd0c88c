-- Makes a hold ready to be taken over by whoever has the code; a newer code makes the older one worthless.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] events stream
-- KEYS[4] gone marker of the hold
-- KEYS[5] the code's record
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] owner
-- ARGV[5] hash of the code
-- ARGV[6] how long the code lives at most, ms
-- ARGV[7] audit context
-- REPLY OK, the code's end in ms since 1970, epoch, seq
-- REPLY IN_SALE
-- REPLY NOT_FOUND
-- REPLY EXPIRED
-- REPLY NOT_HYDRATED
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local hold = readHold(KEYS[1], ARGV[3])
if not hold then return missing(KEYS[4]) end
if hold.owner ~= ARGV[4] then return { 'NOT_FOUND' } end
if hold.expiresAt <= at then return { 'EXPIRED' } end
if hold.saleUntil > at then return { 'IN_SALE' } end

local livesMs = math.min(tonumber(ARGV[6]), hold.expiresAt - at)
hold.offer = ARGV[5]
writeHold({ seats = KEYS[1], holds = KEYS[2] }, ARGV[2], ARGV[3], hold)
redis.call('SET', KEYS[5], ARGV[2] .. '|' .. ARGV[3], 'PX', whole(livesMs))
local seq = publish(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = at, type = 'hold.offered',
  subject = ARGV[3], status = '-', seats = hold.seats, context = ARGV[7] })
return { 'OK', at + livesMs, epoch, seq }
