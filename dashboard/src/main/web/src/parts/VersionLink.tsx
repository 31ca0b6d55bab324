import type { VersionRef } from '../messages';
import { named, versionPath } from '../logic/versions';

export function VersionLink({ to }: { to: VersionRef | undefined }) {
  return to && to.name ? (
    <a class="version" href={versionPath(to)}>
      {named(to)}
    </a>
  ) : (
    <span class="dim">–</span>
  );
}

export function DeviceLink({ to }: { to: string }) {
  return <a href={`/devices/${encodeURIComponent(to)}`}>{to}</a>;
}
