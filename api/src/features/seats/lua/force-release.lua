-- Ends somebody's live hold by order of a manager and frees its seats. A hold whose sale is under way stays: between
-- its check and the database's answer nobody can say whether the seats are sold.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] events stream
-- KEYS[4] gone marker of the hold
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] how long the gone marker stays, ms
-- ARGV[5] audit context, with the reason
-- REPLY OK, epoch, seq, freed seat…
-- REPLY IN_SALE
-- REPLY NOT_FOUND
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local hold = readHold(KEYS[1], ARGV[3])
if not hold or hold.expiresAt <= at then return { 'NOT_FOUND' } end
if hold.saleUntil > at then return { 'IN_SALE' } end

local left = vacate(KEYS[1], hold.seats)
dropHold(keys, ARGV[2], ARGV[3], hold)
redis.call('SET', KEYS[4], '1', 'PX', ARGV[4])
local seq = publishEach(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = at, type = 'seat.forced-release',
  subject = ARGV[3], context = ARGV[5], owner = hold.owner }, left)
return { 'OK', epoch, seq, unpack(hold.seats) }
