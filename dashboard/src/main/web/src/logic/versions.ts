import { count } from './format';
import type { Summary, VariantSummary, VersionRef, VersionSummary } from '../messages';

/** "student:7"; '' if there is no version. */
export function named(ref: VersionRef | undefined): string {
  return ref && ref.name ? `${ref.name}:${ref.number}` : '';
}

export function versionPath(ref: VersionRef): string {
  return `/versions/${encodeURIComponent(ref.name)}/${ref.number}`;
}

/** The variant by which versions are compared: the float one if it was measured, else the first measured one. */
export function comparedVariant(version: VersionSummary): VariantSummary | undefined {
  return version.variants.find((v) => v.name === 'fp32' && v.metrics) ?? version.variants.find((v) => v.metrics);
}

export function ap50(version: VersionSummary | undefined): number | undefined {
  return version && comparedVariant(version)?.metrics?.ap50;
}

/** The gain in AP50 over the parent on the same pictures. Figures of different validation sets cannot be compared. */
export function gainOverParent(version: VersionSummary | undefined): { ap50: number; over: VersionRef } | undefined {
  const now = ap50(version);
  const before = version?.baseline?.ap50;
  const over = version?.parent;
  return now === undefined || before === undefined || !over ? undefined : { ap50: now - before, over };
}

/** The version that the fleet should run, or the newest while more devices run that. */
export function currentVersion(summary: Summary): VersionSummary | undefined {
  const { desired, version } = summary;
  return desired && version && version.devices > desired.devices ? version : (desired ?? version);
}

/** How many devices run the version that the fleet should run: "12 on student:7, 3 on others"; '' before there is one. */
export function spread(summary: Summary): string {
  const { desired, devices } = summary;
  if (!desired) return '';
  const others = devices?.otherVersion ?? 0;
  return `${count(desired.devices)} on ${named(desired.version)}${others > 0 ? `, ${count(others)} on others` : ''}`;
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
export function accuracyOverVersions(versions: VersionSummary[], name: string): AccuracySeries {
  const mine = versions
    .filter((v) => v.version?.name === name && v.variants.some((x) => x.metrics))
    .sort((a, b) => a.version!.number - b.version!.number);
  const variants = [...new Set(mine.flatMap((v) => v.variants.map((x) => x.name)))];
  const find = (version: VersionSummary, variant: string) => version.variants.find((x) => x.name === variant)?.metrics;
  return {
    name,
    numbers: mine.map((v) => v.version!.number),
    parents: mine.map((v) => v.baseline?.ap50 ?? null),
    lines: variants.map((variant) => ({
      variant,
      ap50: mine.map((v) => find(v, variant)?.ap50 ?? null),
      images: mine.map((v) => find(v, variant)?.images ?? null),
    })),
  };
}
