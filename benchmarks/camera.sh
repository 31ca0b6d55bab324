#!/usr/bin/env bash
# Processor time of an agent that answers a live 25 fps H.264 camera 5 times a second, in turns with decoding alone by
# the same FFmpeg; the bare inference of 5 frames a second is added to that.
#   benchmarks/camera.sh MODEL.onnx FILM.mp4 [TURNS]
# FFMPEG: FFmpeg's program, of the agent's own build (JavaCPP unpacks it beside its libraries).
set -euo pipefail
model=$(readlink -f "$1"); film=$(readlink -f "$2"); turns=${3:-3}
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
vedette=${VEDETTE:-$root/vedette}
ffmpeg=${FFMPEG:?set it to the ffmpeg program of the build that the agent uses}
export LD_LIBRARY_PATH="$(dirname "$ffmpeg")${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
port=${PORT:-9871}; warm=${WARM:-60}; seconds=${SECONDS_COUNTED:-60}
url="http://127.0.0.1:$port/camera.ts"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
ticks=$(getconf CLK_TCK)

serve() { # the film again and again at its own rate, for one client
  "$ffmpeg" -hide_banner -loglevel quiet -re -stream_loop -1 -i "$film" -an -c:v copy -f mpegts -listen 1 "$url" & server=$!
  sleep 1
}
used() { awk '{print $14 + $15}' "/proc/$1/stat"; } # ticks of all threads
count() { # prints milliseconds of processor time a second of process $1
  sleep "$warm"; local from to; from=$(used "$1"); sleep "$seconds"; to=$(used "$1")
  echo "$(((to - from) * 1000 / ticks / seconds))"
}
stop() { kill "$1" "$server" 2>/dev/null || true; wait "$1" "$server" 2>/dev/null || true; }

for turn in $(seq "$turns"); do
  serve
  printf 'id: bench\nmodel: %s\ndataDirectory: %s\ncameras: [{id: c, source: "%s", fps: 5, hwaccel: none}]\n' \
    "$model" "$work/agent-$turn" "$url" > "$work/agent.yaml"
  $vedette agent --alone --config "$work/agent.yaml" > "$work/log" 2>&1 & agent=$!
  whole=$(count "$agent"); stop "$agent"
  serve
  "$ffmpeg" -hide_banner -loglevel quiet -threads 1 -i "$url" -f null - & decoder=$!
  alone=$(count "$decoder"); stop "$decoder"
  echo "turn $turn: agent $whole ms/s, decoding alone $alone ms/s"
done
echo "inference alone: 5 times the bare call of '$vedette bench edge --model $model'"
