#!/usr/bin/env bash
# How many answers a second, beside nginx that sends the same bytes from disk: `tests/bench/load.sh [seconds]`. Needs nginx, wrk, curl and a
# release build. Prints the table of the README, and fails while the search is below the goal of a quarter of nginx.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-5}
lykt=${LYKT:-target/release/lykt}
work=$(mktemp -d)
pids=()
end() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap end EXIT

"$lykt" kiosk --listen 127.0.0.1:0 --place gjovik >"$work/hello" &
pids+=($!)
for _ in $(seq 100); do [ -s "$work/hello" ] && break; sleep 0.1; done
base=$(grep -o 'http://[^ ]*' "$work/hello")

form='q=mannen+min+sl%C3%A5r+meg&p=gjovik'
mkdir "$work/www"
curl -fsS -d "$form" "$base/nb" -o "$work/www/search"
curl -fsS "$base/nb" -o "$work/www/start"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$work/nginx.conf" <<CONF
daemon off;
pid $work/nginx.pid;
error_log $work/error.log;
worker_processes auto;
events {}
http { access_log off; default_type text/html; client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server { listen 127.0.0.1:$port; root $work/www; } }
CONF
/usr/sbin/nginx -c "$work/nginx.conf" -e "$work/error.log" &
pids+=($!)
for _ in $(seq 100); do curl -fs "http://127.0.0.1:$port/start" -o /dev/null && break; sleep 0.1; done

cat >"$work/search.lua" <<LUA
wrk.method = "POST"
wrk.body = "$form"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
LUA

# wrk on one core, the server on what is left. Requests a second and the 99th percentile.
measure() { wrk -t1 -c16 -d"${seconds}s" --latency "$@" | awk '/99%/ { p99 = $2 } /Requests\/sec/ { rps = $2 } /Non-2xx/ { bad = 1 } END { if (bad) exit 1; print int(rps), p99 }'; }

echo "| page | lykt, requests/s | p99 | nginx, the same bytes from disk | p99 | share |"
echo "|---|---|---|---|---|---|"
for page in start search; do
  if [ "$page" = search ]; then ours=$(measure -s "$work/search.lua" "$base/nb"); else ours=$(measure "$base/nb"); fi
  theirs=$(measure "http://127.0.0.1:$port/$page")
  read -r our_rps our_p99 <<<"$ours"
  read -r their_rps their_p99 <<<"$theirs"
  share=$(python3 -c "print(f'{$our_rps / $their_rps:.2f}')")
  echo "| $page | $our_rps | $our_p99 | $their_rps | $their_p99 | $share |"
done
python3 -c "import sys; sys.exit($share < 0.25)" || { echo "the search is slower than a quarter of nginx" >&2; exit 1; }
