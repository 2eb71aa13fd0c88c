-- Opens a hydration: from here on marks and releases write their fields, and nothing can be held.
-- What an earlier run of the server left is dropped, but for holds, which are courtesy and end by themselves.
-- KEYS[1] seats hash
-- ARGV[1] run id
-- ARGV[2] loading token
-- REPLY READY, epoch, seq
-- REPLY LOADING
local epoch = liveEpoch(KEYS[1], ARGV[1])
if epoch then return { 'READY', epoch, seqOf(KEYS[1]) } end
local run = runOf(ARGV[1])
local loading = redis.call('HGET', KEYS[1], '#loading') or ''
-- A hydration of this run that died half-way is taken over with the fields that were written meanwhile.
if string.sub(loading, 1, #run) ~= run then
  local ofHolds = { ['#h:'] = true, ['#o:'] = true, ['#on'] = true }
  local fields = redis.call('HGETALL', KEYS[1])
  for index = 1, #fields, 2 do
    local keep = ofHolds[string.sub(fields[index], 1, 3)] or string.sub(fields[index + 1], 1, 2) == 'L|'
    if not keep then redis.call('HDEL', KEYS[1], fields[index]) end
  end
end
redis.call('HSET', KEYS[1], '#loading', run .. '.' .. ARGV[2])
return { 'LOADING' }
