#!/usr/bin/env bash
# Two deployments on one coordinator: benchmarks/deployments.sh FOLDER [MINUTES]
#
# The boards of the demo (students that learn), and films of roads (an exported detector that learns), with one device of both.
# Every 20 seconds each device is asked what its students run; a student that runs a version of another deployment's model is
# counted. Half way the device of films goes to the boards by its tag, and back. Shown are the rounds, versions and rollouts of each.
#
#   VEDETTE   the command (./vedette)
#   SHARED    the folder with data/videos and models (../shared)
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folder=${1:?the folder of the run}
minutes=${2:-60}
vedette=${VEDETTE:-$root/vedette}
shared=$(readlink -f "${SHARED:-$root/../shared}")
mkdir -p "$folder"
folder=$(readlink -f "$folder")
export VEDETTE_COORDINATOR=$folder/demo

say() { echo "$(date -u +%H:%M:%S) $*" | tee -a "$folder/run.log"; }
stop() { kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; }
trap stop EXIT

$vedette demo --headless --port 0 --agents 2 --directory "$folder/demo" --for "$((minutes + 3))m" >"$folder/demo.log" 2>&1 &
until $vedette fleet list >"$folder/fleet.txt" 2>&1; do
  [ $SECONDS -lt 300 ] || { say "the coordinator did not answer within 5 minutes"; exit 1; }
  sleep 2
done
port=$(sed -n 's/.*"coordinator" *: *"[^"]*:\([0-9]*\)".*/\1/p' "$folder/demo/demo.json")
say "the demo answers on port $port"

cat >"$folder/films.yaml" <<'EOF'
name: films
selector: line=films
teacher: films-teacher
rounds: {minAgents: 1, newVerdicts: 40, minExamples: 12, minInterval: 60s}
distillation: {minTraining: 24, minValidation: 6, epochs: 2}
gates: {tolerance: 0.05}
EOF
$vedette deployment apply -f "$folder/films.yaml" --yes | tee -a "$folder/run.log"
$vedette model import --name films --model "$shared/models/fastestdet_352.onnx" --labels coco --trainable | tee -a "$folder/run.log"
$vedette teacher --name films-teacher --identity "$folder/teacher-identity" --enroll "$($vedette fleet enroll --role teacher --name films-teacher 2>/dev/null)" --model "$shared/models/yolox_nano_416.onnx" --head yolox \
  --labels coco >"$folder/teacher.log" 2>&1 &

# agent NAME CAMERA=SOURCE...
agent() {
  local name=$1
  shift
  {
    echo "id: $name"
    echo "model: $shared/models/fastestdet_352.onnx"
    echo "labels: $shared/models/coco.names"
    echo "dataDirectory: $folder/$name"
    echo "cameras:"
    for camera in "$@"; do echo "  - {id: ${camera%%=*}, source: '${camera#*=}', fps: 2}"; done
    echo "coordinator: {host: 127.0.0.1, port: $port}"
  } >"$folder/$name.yaml"
  $vedette agent --config "$folder/$name.yaml" --identity "$folder/$name-identity" --enroll "$($vedette fleet enroll --name "$name" 2>/dev/null)" >"$folder/$name.log" 2>&1 &
}
agent road-1 "road=$shared/data/videos/traffic-mini.mp4"
agent both-1 "road=$shared/data/videos/car-detection.mp4" "line=generated:boards?seed=41"
until $vedette fleet show both-1 2>/dev/null | grep -q reported; do sleep 2; done
$vedette fleet tag road-1 line=films
$vedette fleet tag both-1 --camera road line=films
$vedette rollout start films:1 | tee -a "$folder/run.log"

# sample: what every student reports, one line each: "device deployment version"
sample() {
  for device in agent-1 agent-2 road-1 both-1; do
    $vedette fleet show "$device" 2>/dev/null |
      awk -v device="$device" '/^ *deployment /{name=$2; sub(":","",name)} /^ *reported [a-z]*:/{print device, name, $2}'
  done
}

samples=0
wrong=0
moved=""
end=$((SECONDS + 60 * minutes))
half=$((SECONDS + 30 * minutes))
while [ $SECONDS -lt $end ]; do
  if [ -z "$moved" ] && [ $SECONDS -gt $half ]; then
    moved=yes
    say "road-1 goes to the boards, and in two minutes back"
    $vedette fleet tag road-1 line=boards
    sleep 120
    sample | tee -a "$folder/run.log"
    $vedette fleet tag road-1 line=films
    before=$(sample | sort | md5sum)
    $vedette model alias stable films:1 >>"$folder/run.log" 2>&1
    sleep 30
    say "the alias stable was moved to films:1: $([ "$before" = "$(sample | sort | md5sum)" ] && echo no student || echo a student) changed its version within 30 s"
  fi
  while read -r device name version; do
    samples=$((samples + 1))
    model=${version%%:*}
    case $name:$model in
      default:student | films:films) ;;
      *)
        wrong=$((wrong + 1))
        say "WRONG: $device runs $version for $name"
        ;;
    esac
  done < <(sample | tee -a "$folder/samples.txt")
  sleep 20
done
say "$samples reports of students, $wrong of another deployment's model"
for name in default films; do
  say "$name"
  $vedette deployment show "$name" | tee -a "$folder/run.log"
  for list in round distillation rollout; do $vedette $list list --deployment "$name" | tee -a "$folder/run.log"; done
done
$vedette model list | tee -a "$folder/run.log"
[ "$wrong" = 0 ]
