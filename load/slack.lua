-- Signed slash commands for wrk: 500 different questions, each request signed anew, for one that was taken already is refused.
-- SIGNING_SECRET is the one that the bot was started with. load/measure.sh runs it; see docs/PERFORMANCE.md.
local ffi = require("ffi")
ffi.cdef[[
  const void *EVP_sha256(void);
  unsigned char *HMAC(const void *kind, const void *key, int key_len, const unsigned char *data, size_t length, unsigned char *out, unsigned int *out_length);
]]
local crypto = ffi.load("libcrypto.so.3")
local sha256, signature = crypto.EVP_sha256(), ffi.new("unsigned char[32]")
local hex = {}
for byte = 0, 255 do hex[byte] = string.format("%02x", byte) end

local secret = os.getenv("SIGNING_SECRET")
local models = { "mixtral-8x7b", "llama-3.3-70b", "qwen3-8b", "llama-3.1-8b", "gpt-oss-120b", "gemma-3-12b", "phi-4", "qwen3-14b", "qwen3-32b", "deepseek-r1" }
local questions = {}
for _, model in ipairs(models) do
  for step = 0, 49 do
    questions[#questions + 1] = "model%3A" .. model .. "+ctx%3A" .. (4096 + 64 * step)
  end
end

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

-- With RATE requests a second are asked for over CONNECTIONS, each waiting between two of its own; without it as many as there can be.
local rate, connections = tonumber(os.getenv("RATE")), tonumber(os.getenv("CONNECTIONS"))
if rate then
  local pause = 1000 * connections / rate
  function delay() return math.random(0, math.floor(2 * pause)) end
end

local count, timestamp, digits = 0, nil, {}

function request()
  count = count + 1
  -- One clock reading for many requests: the window is five minutes.
  if count % 1000 == 1 then timestamp = tostring(os.time()) end
  local now = timestamp
  local body = "token=x&team_id=T1&team_domain=team&channel_id=C1&channel_name=general&user_id=U1&user_name=ada&command=%2Fvram&text=" .. questions[count % #questions + 1]
    .. "&api_app_id=A1&is_enterprise_install=false&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1%2F1%2Fa&trigger_id=" .. number .. "." .. count
  local signed = "v0:" .. now .. ":" .. body
  crypto.HMAC(sha256, secret, #secret, signed, #signed, signature, nil)
  for place = 0, 31 do digits[place + 1] = hex[signature[place]] end
  return "POST /slack/commands HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " .. #body
    .. "\r\nX-Slack-Request-Timestamp: " .. now .. "\r\nX-Slack-Signature: v0=" .. table.concat(digits) .. "\r\n\r\n" .. body
end

function done(summary, latency, requests)
  io.write(string.format("%.0f requests/s of %.0f bytes, p50 %.2f ms, p99 %.2f ms; refused %d, lost %d\n",
    summary.requests / summary.duration * 1e6, summary.bytes / summary.requests, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
