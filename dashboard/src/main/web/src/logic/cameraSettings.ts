// Settings of a camera that somebody edits: pure changes of the message, which the coordinator takes as it is.
import type { CameraSettings, Corner } from '../messages';

/** Settings that can be set from here, in the order of the form. */
export const KEYS = ['source', 'fps', 'zones', 'masks', 'labels', 'tiles'] as const;
export type Key = (typeof KEYS)[number];

/** An area of the picture: zones have names. */
export interface Area {
  kind: 'zone' | 'mask';
  name: string;
  corners: readonly Corner[];
}

/** Which area, and which of its corners. */
export interface Place {
  kind: Area['kind'];
  index: number;
}

export const MAX_AREAS = 16;
export const MAX_CORNERS = 32;

export const cameraPath = (agentId: string, cameraId: string) =>
  `/devices/${encodeURIComponent(agentId)}/cameras/${encodeURIComponent(cameraId)}`;

/** The zones and masks that are set, zones first. */
export function areasOf(settings: CameraSettings | undefined): Area[] {
  return [
    ...(settings?.zones?.zones ?? []).map(({ name, corners }) => ({ kind: 'zone' as const, name, corners })),
    ...(settings?.masks?.masks ?? []).map(({ corners }, i) => ({ kind: 'mask' as const, name: `mask ${i + 1}`, corners })),
  ];
}

/** The same settings with other zones or masks. */
export function withAreas(settings: CameraSettings, kind: Area['kind'], areas: readonly Area[]): CameraSettings {
  return kind === 'zone'
    ? { ...settings, zones: { zones: areas.map(({ name, corners }) => ({ name, corners: [...corners] })) } }
    : { ...settings, masks: { masks: areas.map(({ corners }) => ({ corners: [...corners] })) } };
}

const ofKind = (settings: CameraSettings, kind: Area['kind']) => areasOf(settings).filter((area) => area.kind === kind);

/** A name that no zone has yet. */
export function freeName(areas: readonly Area[]): string {
  const taken = new Set(areas.map((area) => area.name));
  let number = 1;
  while (taken.has(`zone ${number}`)) number++;
  return `zone ${number}`;
}

export function added(settings: CameraSettings, kind: Area['kind'], corners: readonly Corner[]): CameraSettings {
  const areas = ofKind(settings, kind);
  return withAreas(settings, kind, [...areas, { kind, name: freeName(areas), corners }]);
}

export function changed(settings: CameraSettings, { kind, index }: Place, change: (area: Area) => Area): CameraSettings {
  return withAreas(
    settings,
    kind,
    ofKind(settings, kind).map((area, i) => (i === index ? change(area) : area)),
  );
}

export function removed(settings: CameraSettings, { kind, index }: Place): CameraSettings {
  return withAreas(
    settings,
    kind,
    ofKind(settings, kind).filter((_, i) => i !== index),
  );
}

/** Within the picture, to a ten-thousandth of it. */
export function within({ x, y }: Corner): Corner {
  const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
  return { x: share(x), y: share(y) };
}

export const moved = (area: Area, corner: number, to: Corner): Area => ({
  ...area,
  corners: area.corners.map((one, i) => (i === corner ? within(to) : one)),
});

export const stepped = (area: Area, corner: number, by: Corner): Area => ({
  ...area,
  corners: area.corners.map((one, i) => (i === corner ? within({ x: one.x + by.x, y: one.y + by.y }) : one)),
});

/** Without a corner; three always stay. */
export const cut = (area: Area, corner: number): Area =>
  area.corners.length <= 3 ? area : { ...area, corners: area.corners.filter((_, i) => i !== corner) };

/** With another corner in the middle of the edge that begins at a corner. */
export function split(area: Area, corner: number): Area {
  if (area.corners.length >= MAX_CORNERS) return area;
  const from = area.corners[corner]!;
  const to = area.corners[(corner + 1) % area.corners.length]!;
  const middle = within({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
  return { ...area, corners: [...area.corners.slice(0, corner + 1), middle, ...area.corners.slice(corner + 1)] };
}

/** What an area begins with that is not drawn: the middle of the picture. */
export const MIDDLE: readonly Corner[] = [
  { x: 0.3, y: 0.3 },
  { x: 0.7, y: 0.3 },
  { x: 0.7, y: 0.7 },
  { x: 0.3, y: 0.7 },
];

/** An area that is drawn, corner by corner. */
export interface Drawing {
  kind: Area['kind'];
  corners: readonly Corner[];
  /** Complete: it becomes an area. */
  closed: boolean;
}

/** Near enough to the first corner to close an area, as a share of the picture. */
const NEAR = 0.02;

/** With the point that was clicked; the first corner again closes the area. */
export function clicked(drawing: Drawing, at: Corner): Drawing {
  const [first] = drawing.corners;
  if (first && drawing.corners.length >= 3 && Math.hypot(at.x - first.x, at.y - first.y) < NEAR) return { ...drawing, closed: true };
  return drawing.corners.length < MAX_CORNERS ? { ...drawing, corners: [...drawing.corners, within(at)] } : drawing;
}

/** How far an arrow key moves a corner; undefined for other keys. */
export function step(key: string, fine: boolean): Corner | undefined {
  const by = fine ? 0.001 : 0.01;
  switch (key) {
    case 'ArrowLeft':
      return { x: -by, y: 0 };
    case 'ArrowRight':
      return { x: by, y: 0 };
    case 'ArrowUp':
      return { x: 0, y: -by };
    case 'ArrowDown':
      return { x: 0, y: by };
    default:
      return undefined;
  }
}

/** Sets a key here, beginning with what the camera runs; or leaves it to the device's file. */
export function toggled(settings: CameraSettings, running: CameraSettings | undefined, key: Key, here: boolean): CameraSettings {
  const { [key]: _, ...others } = settings;
  if (!here) return others;
  switch (key) {
    case 'source':
      return { ...others, source: '' };
    case 'fps':
      return { ...others, fps: running?.fps ?? 0 };
    case 'zones':
      return { ...others, zones: running?.zones ?? { zones: [] } };
    case 'masks':
      return { ...others, masks: running?.masks ?? { masks: [] } };
    case 'labels':
      return { ...others, labels: running?.labels ?? { labels: [] } };
    case 'tiles':
      return { ...others, tiles: running?.tiles ?? { grid: '1x1' } };
  }
}

/** What the picture shows: what is set here, and where nothing is, what the camera runs. */
export function shown(settings: CameraSettings, running: CameraSettings | undefined): Area[] {
  return [
    ...areasOf({ zones: settings.zones ?? running?.zones }).filter((area) => area.kind === 'zone'),
    ...areasOf({ masks: settings.masks ?? running?.masks }).filter((area) => area.kind === 'mask'),
  ];
}

/** Why the settings cannot be applied, before anybody is asked; empty if they can. */
export function fault(settings: CameraSettings): string {
  const names = (settings.zones?.zones ?? []).map((zone) => zone.name.trim());
  if (names.some((name) => name === '')) return 'A zone has no name.';
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) return `Two zones are called ${twice}.`;
  if (settings.source !== undefined && settings.source.trim() === '') return 'The source is empty.';
  if (settings.fps !== undefined && !(settings.fps >= 0 && settings.fps <= 1000)) return 'The rate is not 0 to 1000.';
  const labels = (settings.labels?.labels ?? []).map((rule) => rule.label.trim());
  if (labels.some((label) => label === '')) return 'A rule has no label.';
  if (new Set(labels).size < labels.length) return 'Two rules are of one label.';
  return '';
}
