-- A hold as designs with one key per seat write it: the seats' own keys end them, sold ones have a second key.
-- KEYS[1] holds zset
-- KEYS[2] seq counter
-- KEYS[3] events stream
-- KEYS[4…] for each seat its lock key, then its sold key
-- ARGV[1] showtime id
-- ARGV[2] hold id
-- ARGV[3] owner
-- ARGV[4] ttl in ms
-- ARGV[5] audit context
-- ARGV[6…] seats
-- REPLY OK, expiresAtMs, seq
-- REPLY TAKEN, seat…
local time = redis.call('TIME')
local at = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local taken = {}
for index = 6, #ARGV do
  local lock = KEYS[4 + 2 * (index - 6)]
  local sold = KEYS[5 + 2 * (index - 6)]
  if redis.call('EXISTS', sold) == 1 or redis.call('GET', lock) then taken[#taken + 1] = ARGV[index] end
end
if #taken > 0 then return { 'TAKEN', unpack(taken) } end

local expiresAt = string.format('%.0f', at + tonumber(ARGV[4]))
local seats = {}
for index = 6, #ARGV do
  redis.call('SET', KEYS[4 + 2 * (index - 6)], ARGV[2] .. '|' .. ARGV[3], 'PX', ARGV[4])
  seats[#seats + 1] = ARGV[index]
end
redis.call('ZADD', KEYS[1], expiresAt, ARGV[1] .. '|' .. ARGV[2])
local seq = redis.call('INCR', KEYS[2])
redis.call('XADD', KEYS[3], 'MAXLEN', '~', 100000, '*', 'e', table.concat({ ARGV[1], '-', seq, at, 'seat.locked', ARGV[2],
  'LOCKED', table.concat(seats, ','), '', expiresAt, ARGV[5] }, '|'))
return { 'OK', expiresAt, seq }
