#!/usr/bin/env bash
# Makes a base image where nothing can be pulled: Debian's Java 17 and what the natives need, by debootstrap.
# Needs root, debootstrap and a running Docker engine.
#   containers/base-image.sh [NAME]        default NAME: vedette-base
#   docker build --build-arg BASE=vedette-base -t vedette .
set -euo pipefail
name="${1:-vedette-base}"
suite="${SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}"
mirror="${MIRROR:-http://deb.debian.org/debian}"

for tool in debootstrap docker; do
  command -v "$tool" >/dev/null || { echo "base-image: no $tool; apt-get install $tool" >&2; exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "base-image: debootstrap needs root" >&2; exit 1; }

work=$(mktemp -d)
# debootstrap that was stopped may leave these mounted
trap 'umount -l "$work/root/proc" "$work/root/sys" 2>/dev/null || true; rm -rf --one-file-system "$work"' EXIT
debootstrap --variant=minbase --include=openjdk-17-jre-headless,libgomp1,fontconfig,fonts-dejavu-core \
  "$suite" "$work/root" "$mirror" >"$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 1; }
tar -C "$work/root" --numeric-owner \
  --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' --exclude='./usr/share/doc/*' \
  --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' --exclude='./var/log/*' -c . |
  docker import -c 'ENV LANG=C.UTF-8' -m "Debian $suite with Java 17" - "$name" >/dev/null
docker image inspect --format "$name: {{.Architecture}}, {{.Size}} bytes" "$name"
