import { differs } from '../logic/differences';
import type { Detection, EscalatedFrame } from '../messages';

/** A picture with the objects on it. */
type Pictured = Pick<EscalatedFrame, 'frameSha256' | 'width' | 'height' | 'objects'>;

export interface Layers {
  student: boolean;
  teacher: boolean;
  labels: boolean;
}

/** The picture of an escalated frame. The student's boxes are dashed, the teacher's are solid. */
export function FramePicture({
  frame,
  alt,
  layers,
  across,
}: {
  frame: Pictured;
  /** What it shows, for who does not see it. */
  alt: string;
  layers: Layers;
  across: number;
}) {
  const { width, height } = frame;
  const unit = Math.max(width, height, 1) / across;
  return (
    <div class="frame-picture" style={{ aspectRatio: `${width} / ${height}` }}>
      <img src={`/api/v1/pictures/${frame.frameSha256}`} alt={alt} loading="lazy" decoding="async" />
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {frame.objects.map((object, i) => (
          <g key={i} class={differs(object) ? 'differs' : ''}>
            {layers.student && object.student && (
              <Seen by="student" seen={object.student} unit={unit} labels={layers.labels} height={height} />
            )}
            {layers.teacher && object.teacher && (
              <Seen by="teacher" seen={object.teacher} unit={unit} labels={layers.labels} height={height} />
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

/** One box. The teacher's label is above it, the student's below it, so that both can be read. */
function Seen({
  by,
  seen,
  unit,
  labels,
  height,
}: {
  by: 'student' | 'teacher';
  seen: Detection;
  unit: number;
  labels: boolean;
  height: number;
}) {
  if (!seen.box) return null;
  const { x1, y1, x2, y2 } = seen.box;
  const place = { x: x1, y: y1, width: Math.max(0, x2 - x1), height: Math.max(0, y2 - y1), rx: 2 * unit };
  const above = by === 'teacher' ? y1 > 18 * unit : y2 + 18 * unit > height;
  return (
    <g class={`by-${by}`}>
      <rect class="halo" {...place} stroke-width={5 * unit} />
      <rect
        {...place}
        stroke-width={2.5 * unit}
        stroke-dasharray={by === 'student' ? `${7 * unit} ${4 * unit}` : undefined}
      />
      {labels && (
        <text x={x1} y={above ? y1 - 5 * unit : y2 + 15 * unit} font-size={13 * unit} stroke-width={3.5 * unit}>
          {seen.label} {Math.round(seen.score * 100)}
        </text>
      )}
    </g>
  );
}

/** A line as it is drawn around objects. */
export function LineSample({ by }: { by: 'student' | 'teacher' }) {
  return (
    <svg class="line-sample" viewBox="0 0 30 12" width="30" height="12" aria-hidden="true">
      <g class={`by-${by} differs`}>
        <rect x="2" y="2" width="26" height="8" rx="2" stroke-width="2.5" stroke-dasharray={by === 'student' ? '5 3' : undefined} />
      </g>
    </svg>
  );
}
