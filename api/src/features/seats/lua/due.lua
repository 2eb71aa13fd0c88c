-- Names holds whose time is over by this server's own clock.
-- KEYS[…] holds zsets
-- ARGV[1] most of each
-- REPLY OK, showtime|hold…
local at, due = nowMs(), {}
for index = 1, #KEYS do
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[index], '-inf', at, 'LIMIT', 0, ARGV[1])) do
    due[#due + 1] = member
  end
end
return { 'OK', unpack(due) }
