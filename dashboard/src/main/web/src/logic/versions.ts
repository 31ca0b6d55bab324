import type { GateResult, Metrics, Overview, Variant, Version, VersionRef } from '../messages';

/** "student:7"; '' if there is no version. */
export function named(ref: VersionRef | undefined): string {
  return ref && ref.name ? `${ref.name}:${ref.number}` : '';
}

export function versionPath(ref: VersionRef): string {
  return `/versions/${encodeURIComponent(ref.name)}/${ref.number}`;
}

/** The metrics of a variant, on the first of its device classes. */
export function measured(variant: Variant | undefined): Metrics | undefined {
  return variant?.metrics[0];
}

/** The variant by which versions are compared: the float one if it was measured, else the first measured one. */
export function comparedVariant(version: Version): Variant | undefined {
  const variants = version.manifest?.variants ?? [];
  return variants.find((v) => v.name === 'fp32' && v.metrics.length > 0) ?? variants.find((v) => v.metrics.length > 0);
}

/** The gates of the version itself. Gates of a variant ("int8 latency") only decide whether that variant is kept. */
export function ownGates(version: Version): GateResult[] {
  const variants = (version.manifest?.variants ?? []).map((v) => `${v.name} `);
  return version.gates.filter((gate) => !variants.some((name) => gate.gate.startsWith(name)));
}

export function ap50(version: Version | undefined): number | undefined {
  return version && measured(comparedVariant(version))?.ap50;
}

/** The gain in AP50 over the parent on the same pictures. Figures of different validation sets cannot be compared. */
export function gainOverParent(version: Version | undefined): { ap50: number; over: VersionRef } | undefined {
  const now = ap50(version);
  const before = version?.manifest?.baseline?.ap50;
  const over = version?.manifest?.lineage?.parents[0];
  return now === undefined || before === undefined || !over ? undefined : { ap50: now - before, over };
}

/** The version that an alias names. */
export function withAlias(overview: Overview, alias: string): Version | undefined {
  return overview.versions.find((v) => v.aliases.includes(alias));
}

/** The version that most devices run, the newest among equals. Without devices it is the stable or the newest one. */
export function currentVersion(overview: Overview): Version | undefined {
  const inUse = overview.versions.filter((v) => v.devices > 0);
  if (inUse.length === 0) return withAlias(overview, 'stable') ?? overview.versions[0];
  return inUse.reduce((most, v) => (v.devices > most.devices ? v : most));
}

export interface AccuracySeries {
  name: string;
  numbers: number[];
  /** AP50 of each version's parent on the same pictures; null if it was not measured. */
  parents: (number | null)[];
  /** One line per variant name; null if a version lacks the variant. */
  lines: { variant: string; ap50: (number | null)[]; images: (number | null)[] }[];
}

/** AP50 of every version of a name, oldest first. */
export function accuracyOverVersions(versions: Version[], name: string): AccuracySeries {
  const mine = versions
    .filter((v) => v.manifest?.version?.name === name && (v.manifest?.variants ?? []).some((x) => x.metrics.length > 0))
    .sort((a, b) => a.manifest!.version!.number - b.manifest!.version!.number);
  const variants = [...new Set(mine.flatMap((v) => v.manifest!.variants.map((x) => x.name)))];
  const find = (version: Version, variant: string) =>
    measured(version.manifest!.variants.find((x) => x.name === variant));
  return {
    name,
    numbers: mine.map((v) => v.manifest!.version!.number),
    parents: mine.map((v) => v.manifest!.baseline?.ap50 ?? null),
    lines: variants.map((variant) => ({
      variant,
      ap50: mine.map((v) => find(v, variant)?.ap50 ?? null),
      images: mine.map((v) => find(v, variant)?.images ?? null),
    })),
  };
}
