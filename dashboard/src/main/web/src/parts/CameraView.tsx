import { Ago } from './Time';
import { count, figure, millis, percent } from '../logic/format';
import { areasOf, cameraPath } from '../logic/cameraSettings';
import type { Camera, CameraStatus, Detection, Snapshot } from '../messages';
import { AreaLayer } from './AreaLayer';
import { State } from './State';

/** The newest frame of a camera, with its detections drawn over it. */
export function CameraView({
  agentId,
  camera,
  snapshot,
  settings,
}: {
  agentId: string;
  camera: CameraStatus;
  snapshot: Snapshot | undefined;
  /** What the coordinator wants of it, and what it runs. */
  settings: Camera | undefined;
}) {
  return (
    <figure class="camera">
      <div class="picture" style={snapshot ? { aspectRatio: `${snapshot.width} / ${snapshot.height}` } : {}}>
        {snapshot ? (
          <>
            <Picture snapshot={snapshot} />
            <AreaLayer areas={areasOf(settings?.report?.running)} width={snapshot.width} height={snapshot.height} />
          </>
        ) : (
          <p class="dim">{camera.state === 'streaming' ? 'Waiting for a frame from the agent…' : 'No frame'}</p>
        )}
      </div>
      <figcaption>
        <strong>{camera.cameraId}</strong> <State value={camera.state} />
        {snapshot?.damaged && <State value="damaged" label="damaged frames are answered" />}
        <a class="settings-link" href={cameraPath(agentId, camera.cameraId)}>
          Zones and settings
        </a>
        {camera.error && <p class="failure">{camera.error}</p>}
        {settings?.state === 'refused' && (
          <p class="failure">
            Refuses revision {settings.revision} of its settings: {settings.report?.refusal}
          </p>
        )}
        <dl class="facts">
          <div>
            <dt>Frames/s</dt>
            <dd>{figure(camera.fps)}</dd>
          </div>
          <div>
            <dt>p50 / p95</dt>
            <dd>
              {millis(camera.latencyP50Ms)} / {millis(camera.latencyP95Ms)}
            </dd>
          </div>
          <div>
            <dt>Frames</dt>
            <dd>
              {count(camera.frames)}
              {camera.dropped > 0 && <span class="dim">, {count(camera.dropped)} dropped</span>}
            </dd>
          </div>
          <div>
            <dt>Longest swap gap</dt>
            <dd>{millis(camera.swapGapMaxMs)}</dd>
          </div>
          {camera.reconnects > 0 && (
            <div>
              <dt>Reconnects</dt>
              <dd>{camera.reconnects}</dd>
            </div>
          )}
          {snapshot && (
            <div>
              <dt>Captured</dt>
              <dd>
                <Ago atMs={snapshot.capturedAtMs} />
              </dd>
            </div>
          )}
        </dl>
      </figcaption>
    </figure>
  );
}

function Picture({ snapshot }: { snapshot: Snapshot }) {
  const { width, height, detections, damaged } = snapshot;
  const seen =
    detections.length === 0 ? 'no detections' : detections.map((d) => `${d.label} ${percent(d.score)}`).join(', ');
  return (
    <>
      <img
        src={`data:image/jpeg;base64,${snapshot.jpeg}`}
        alt={`${snapshot.cameraId}, ${damaged ? 'damaged ' : ''}frame ${snapshot.sequence}: ${seen}`}
      />
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {detections.map((d, i) => d.box && <Seen key={i} detection={d} unit={Math.max(width, height) / 640} />)}
      </svg>
    </>
  );
}

/** One box with its label. Line widths scale with the picture, so they look the same on large and small ones. */
function Seen({ detection, unit }: { detection: Detection; unit: number }) {
  const { x1, y1, x2, y2 } = detection.box!;
  const above = y1 > 20 * unit;
  return (
    <g class={`seen seen-${((detection.classId % 8) + 8) % 8}`}>
      <rect
        x={x1}
        y={y1}
        width={Math.max(0, x2 - x1)}
        height={Math.max(0, y2 - y1)}
        rx={2 * unit}
        stroke-width={2.5 * unit}
      />
      <text x={x1} y={above ? y1 - 5 * unit : y2 + 17 * unit} font-size={15 * unit} stroke-width={3.5 * unit}>
        {detection.label} {Math.round(detection.score * 100)}
      </text>
    </g>
  );
}
