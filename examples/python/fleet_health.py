"""How is the fleet? Counts, what requires attention, and each device class."""

# %% Connect

from collections import defaultdict

from vedette_client import Vedette, version_name

vedette = Vedette()

# %% The fleet at a glance

summary = vedette.get("GetSummary")
devices = summary["devices"]
figures = summary["figures"]
escalations = summary["escalations"]
print(f"devices      {devices['online']} online, {devices['away']} away, {devices['revoked']} revoked")
print(f"cameras      {figures['camerasStreaming']} of {figures['cameras']} streaming")
print(f"frames/s     {figures['fps'] or 0:.1f}")
print(f"escalations  {escalations['answered']} of {escalations['accepted']} answered, {escalations['waiting']} waiting")
print(f"should run   {version_name(summary.get('desired', {}).get('version'))}, {devices['otherVersion']} run another")

# %% What requires attention

for alarm in summary["alarms"]:
    print(f"{alarm['severity']:8} {alarm['text']}")
for device in vedette.items("ListDevices", "devices", attention=True):
    print(f"{device['agentId']:24} {device['state']:8} {device['attention']}")

# %% Each device class

classes = defaultdict(list)
for device in vedette.items("ListDevices", "devices", states=["online"]):
    classes[device["deviceClass"]].append(device)

print(f"{'CLASS':24} {'DEVICES':>8} {'FRAMES/S':>9} {'WORST P95':>10} {'WAITING':>8}")
for name, members in sorted(classes.items()):
    fps = sum(device["fps"] or 0 for device in members)
    p95 = max(device["latencyP95Ms"] or 0 for device in members)
    waiting = sum(device["outboxFrames"] for device in members)
    print(f"{name:24} {len(members):8} {fps:9.1f} {p95:7.1f} ms {waiting:8}")
