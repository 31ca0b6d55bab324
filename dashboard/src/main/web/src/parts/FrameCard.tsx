import { alternative, differs, inWords, summaryOf } from '../logic/differences';
import type { EscalatedFrame } from '../messages';
import { FramePicture } from './FramePicture';
import { State } from './State';
import { Ago } from './Time';

const BOTH = { student: true, teacher: true, labels: false };

/** A frame of the gallery; all of it is one link to the large view. */
export function FrameCard({ frame, href }: { frame: EscalatedFrame; href: string }) {
  const first = frame.objects.find(differs);
  return (
    <li class="frame-card">
      <a href={href}>
        <FramePicture frame={frame} alt={alternative(frame)} layers={BOTH} across={320} />
        <div class="frame-text">
          <p class="spread">
            <strong>{frame.cameraId}</strong>
            <Ago atMs={frame.acceptedAtMs} />
          </p>
          <p class="what">{summaryOf(frame)}</p>
          {first && <p class="dim">{inWords(first)}</p>}
          <p class="spread foot">
            <span class="why">
              {frame.audit ? 'audit' : frame.reason || 'no reason'} · {frame.hardness.toFixed(2)}
            </span>
            <State value={frame.state} label={frame.state.replace('-', ' ')} />
          </p>
        </div>
      </a>
    </li>
  );
}
