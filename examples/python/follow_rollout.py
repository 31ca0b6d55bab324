"""Rolls a version out and follows it until it has ended: follow_rollout.py student:3

Without a version the newest rollout is followed. Exit code 0: done. 1: it ended otherwise, nothing moved for ten
minutes, or the call was refused.
"""

# %% Connect

import sys
import time

from vedette_client import Vedette, VedetteError, version_name

PATIENCE_S = 600
ENDED = ("done", "rolled-back", "aborted")

vedette = Vedette()

# %% Start it, or take the newest


def begin(arguments):
    if arguments:
        return vedette.post("StartRollout", reference=arguments[0])
    newest = vedette.get("ListRollouts", pageSize=1)["rollouts"]
    if not newest:
        raise VedetteError(404, "there was no rollout yet; name a version, such as student:3")
    return newest[0]


# %% Say what changes until it has ended


def line(rollout):
    members = rollout.get("members") or {}
    return (
        f"{rollout['state']:12} {members.get('confirmed', 0)} of {members.get('total', 0)} confirmed,"
        f" {members.get('moving', 0)} moving, {members.get('failed', 0)} failed, {members.get('away', 0)} away"
    )


def follow(rollout):
    said, moved_at = None, time.monotonic()
    while True:
        if line(rollout) != said:
            said, moved_at = line(rollout), time.monotonic()
            print(said, flush=True)
        if rollout["state"] in ENDED:
            return rollout
        if time.monotonic() - moved_at > PATIENCE_S:
            raise VedetteError(0, f"nothing has moved for {PATIENCE_S} s; the rollout goes on without this script")
        time.sleep(1)
        rollout = vedette.get("GetRollout", rolloutId=rollout["id"])


# %% Which devices failed, and why

try:
    rollout = begin(sys.argv[1:])
    print(f"{rollout['id']}: {version_name(rollout.get('previous'))} -> {version_name(rollout['version'])}", flush=True)
    rollout = follow(rollout)
    for member in vedette.items(
        "ListRolloutMembers", "members", rolloutId=rollout["id"], states=["failed", "rolled-back"]
    ):
        print(f"{member['agentId']:24} {member['state']:12} {member['message']}")
except VedetteError as refused:
    sys.exit(f"{refused}")
if rollout["state"] != "done":
    sys.exit(f"{rollout['id']} is {rollout['state']}: {rollout['why']}")
