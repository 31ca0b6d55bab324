import type { Area } from '../logic/cameraSettings';

/** Zones and masks on a picture: masks are hatched, zones have their names. */
export function AreaLayer({
  areas,
  width,
  height,
  chosen,
}: {
  areas: readonly Area[];
  width: number;
  height: number;
  /** The one that is edited is drawn by the editor. */
  chosen?: Area | undefined;
}) {
  const unit = Math.max(width, height) / 640;
  return (
    <svg class="areas" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <Hatch unit={unit} />
      {areas
        .filter((area) => area !== chosen)
        .map((area) => (
          <AreaShape key={`${area.kind} ${area.name}`} area={area} width={width} height={height} unit={unit} />
        ))}
    </svg>
  );
}

function Hatch({ unit }: { unit: number }) {
  const size = 10 * unit;
  return (
    <defs>
      <pattern id="hatch" width={size} height={size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={size} height={size} class="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2={size} class="hatch-line" stroke-width={3 * unit} />
      </pattern>
    </defs>
  );
}

function AreaShape({ area, width, height, unit }: { area: Area; width: number; height: number; unit: number }) {
  const [first] = area.corners;
  return (
    <g class={`area area-${area.kind}`}>
      <polygon points={points(area, width, height)} stroke-width={2 * unit} fill-rule="evenodd" />
      {area.kind === 'zone' && first && (
        <text x={first.x * width + 5 * unit} y={first.y * height + 17 * unit} font-size={14 * unit} stroke-width={3.5 * unit}>
          {area.name}
        </text>
      )}
    </g>
  );
}

export const points = (area: { corners: Area['corners'] }, width: number, height: number) =>
  area.corners.map(({ x, y }) => `${x * width},${y * height}`).join(' ');
