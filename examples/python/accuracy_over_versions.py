"""Does the student become better? Each version's accuracy when it was made, and in the field, and what it escalates."""

# %% Connect

from collections import defaultdict

from vedette_client import Vedette, version_name

vedette = Vedette()

# %% What each version measured when it was made: AP50 of its first variant, and its parent's on the same pictures

versions = sorted(
    vedette.items("ListVersions", "versions"), key=lambda one: (one["version"]["name"], one["version"]["number"])
)


def ap50(metrics):
    value = (metrics or {}).get("ap50")
    return "-" if value is None else f"{value:.3f}"


# %% What its devices say of it: audits compare the student with the teacher on frames chosen at random

running = defaultdict(list)
for device in vedette.items("ListDevices", "devices"):
    running[version_name(device.get("installed"))].append(device)


def field_accuracy(devices, figure):
    """The mean over devices, each as often as it was audited; None without audits."""
    known = [(device[figure], device["audits"]) for device in devices if device.get(figure) is not None]
    audits = sum(count for _, count in known)
    return sum(value * count for value, count in known) / audits if audits else None


def share(value):
    return "-" if value is None else f"{value:.3f}"


# %% Both beside each other

print(
    f"{'VERSION':16} {'AP50':>6} {'PARENT':>6} {'DEVICES':>8} {'AUDITS':>7} {'PRECISION':>9} {'RECALL':>6}"
    f" {'ESCALATED':>10}  ALIASES"
)
for version in versions:
    name = version_name(version["version"])
    devices = running[name]
    variants = version["variants"]
    escalated = [device["share"] for device in devices if device["share"] is not None]
    print(
        f"{name:16} {ap50(variants[0].get('metrics')) if variants else '-':>6} {ap50(version.get('baseline')):>6}"
        f" {version['devices']:8} {sum(device['audits'] for device in devices):7}"
        f" {share(field_accuracy(devices, 'auditPrecision')):>9} {share(field_accuracy(devices, 'auditRecall')):>6}"
        f" {f'{sum(escalated) / len(escalated):.2%}' if escalated else '-':>10}  {', '.join(version['aliases'])}"
    )
