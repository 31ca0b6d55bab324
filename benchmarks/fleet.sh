#!/usr/bin/env bash
# Takes the measurements of results/fleet.md, one row after the other: benchmarks/fleet.sh [FOLDER [ROW...]]
#
# Each row has a limit of time, a log and a JSON file in FOLDER (benchmarks/target/fleet). A row that has ended is not taken
# again until its file ROW.done is deleted, so that the script may be stopped and started anew. Every agent enrolls first, which
# takes the limits of 10,000 agents up by 20 minutes. Without rows, the shorter ones are taken; "million" and "flipped" take longer and are named by hand.
#
#   VEDETTE   the command (./vedette)
#   MINUTES   of the row "load" (3)
#   KILLS     of the row "kill" (30)
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folder=${1:-$root/benchmarks/target/fleet}
shift || true
vedette=${VEDETTE:-$root/vedette}
minutes=${MINUTES:-3}
kills=${KILLS:-30}
mkdir -p "$folder"

# row NAME LIMIT OPTION...: one simulation
row() {
  local name=$1 limit=$2
  shift 2
  $vedette fleet simulate --json "$folder/$name.json" "$@" >"$folder/$name.log" 2>&1 &
  finish "$name" "$limit" $!
}

# finish NAME LIMIT PID: waits for a row and says how it ended
finish() {
  local name=$1 limit=$2 pid=$3 end=$((SECONDS + $2)) code
  while kill -0 "$pid" 2>/dev/null && [ $SECONDS -lt $end ]; do sleep 1; done
  if kill -0 "$pid" 2>/dev/null; then
    kill "$pid"
    echo "stopped after $limit s" >>"$folder/$name.log"
  fi
  wait "$pid"
  code=$?
  echo "exit code $code" >>"$folder/$name.log"
  echo "$code" >"$folder/$name.done"
}

take() {
  case $1 in
    # 10,000 agents online and idle, then a restart: heartbeat lag, devices called away, time until all are back
    idle) row idle 1470 --agents 10000 --rate 0 --connect-rate 1000 --restart-after 30s --for 30s ;;
    idle-10s) row idle-10s 1350 --agents 10000 --rate 0 --connect-rate 1000 --heartbeat 10s --for 30s ;;
    # accepted and verdicts per second
    load) row load $((60 * minutes + 300)) --agents 1000 --rate 1200 --for "${minutes}m" ;;
    syncs) row syncs 240 --agents 1000 --rate 500 --for 30s ;;
    slow-disk) row slow-disk 270 --agents 1000 --rate 500 --for 1m --sync-delay 50ms ;;
    # the whole fleet
    rollout) row rollout 1350 --agents 10000 --rate 0 --connect-rate 1000 --rollout --for 1s ;;
    round) row round 2100 --agents 10000 --rate 0 --connect-rate 1000 --round --for 1s ;;
    # nothing accepted is lost
    kill) row kill $((12 * kills + 60)) --agents 50 --rate 200 --for 1s --kill "$kills" ;;
    # by name only: 20 minutes, and a test that opens a store a thousand times
    million) row million 1500 --agents 1000 --rate 1200 --for 18m --progress 30s ;;
    flipped)
      (cd "$root" && mvn -q -o -B -Dweb.skip -pl cloud-coordinator -am test -Dexcluded.test.groups= -Dvedette.places=1000 \
        -Dtest=FlippedByteTest -Dsurefire.failIfNoSpecifiedTests=false) >"$folder/flipped.log" 2>&1 &
      finish flipped 3600 $!
      ;;
    *)
      echo "benchmarks/fleet.sh: no row $1" >&2
      return 2
      ;;
  esac
}

[ $# -gt 0 ] || set -- idle idle-10s load syncs slow-disk rollout round kill
{
  date -u
  git -C "$root" log --oneline -1
  uptime
} >>"$folder/machine.log"
for name in "$@"; do
  if [ -f "$folder/$name.done" ]; then
    echo "$name: taken already"
    continue
  fi
  echo "$name: $(date +%H:%M:%S)"
  take "$name" || exit 2
  tail -n 12 "$folder/$name.log"
done
