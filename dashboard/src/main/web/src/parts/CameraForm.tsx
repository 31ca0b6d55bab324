import type { ComponentChildren } from 'preact';
import { toggled, type Key } from '../logic/cameraSettings';
import type { CameraReport, CameraSettings } from '../messages';

interface Form {
  settings: CameraSettings;
  report: CameraReport | undefined;
  change(settings: CameraSettings): void;
}

/** Source, rate, labels and tiles of a camera; each is set here, or as the device's file says. */
export function CameraForm(form: Form) {
  const { settings, report, change } = form;
  return (
    <section class="sheet camera-form" aria-labelledby="settings">
      <h2 id="settings">
        Settings <small>what is not set here is as the device’s file says</small>
      </h2>
      <Setting form={form} of="source" label="Source" runs={report?.source ?? ''}>
        <input
          type="text"
          aria-label="Source"
          value={settings.source ?? ''}
          placeholder="rtsp://{gate}@192.0.2.17/stream"
          onInput={(e) => change({ ...settings, source: e.currentTarget.value })}
        />
        <p class="dim">
          Without user and password: <code>{'{gate}@'}</code> takes those that the device’s file calls gate.
        </p>
      </Setting>
      <Setting form={form} of="fps" label="Rate" runs={report ? rate(report.running?.fps) : ''}>
        <input
          type="number"
          aria-label="Frames per second at most"
          min={0}
          max={1000}
          step="any"
          value={settings.fps ?? 0}
          onInput={(e) => change({ ...settings, fps: e.currentTarget.valueAsNumber })}
        />{' '}
        frames/s at most; 0: the source’s own
      </Setting>
      <Setting form={form} of="tiles" label="Tiles" runs={report ? (report.running?.tiles?.grid ?? 'as the model says') : ''}>
        <input
          type="text"
          aria-label="Tiles"
          value={settings.tiles?.grid ?? ''}
          placeholder="3x2"
          onInput={(e) => change({ ...settings, tiles: { ...settings.tiles, grid: e.currentTarget.value } })}
        />{' '}
        columns and rows; auto; 1x1: none
      </Setting>
      <Setting form={form} of="labels" label="Thresholds" runs={report ? rules(report.running) : ''}>
        <Labels settings={settings} change={change} />
      </Setting>
    </section>
  );
}

const rate = (fps: number | undefined) => (fps ? `${fps} frames/s` : 'the source’s own');

const rules = (running: CameraSettings | undefined) =>
  (running?.labels?.labels ?? []).map((rule) => `${rule.label} ${rule.threshold || '–'}`).join(', ') || 'the model’s own';

/** One setting: whether it is set here, and what the camera runs. */
export function Setting({
  form,
  of,
  label,
  runs,
  otherwise,
  children,
}: {
  form: Form;
  of: Key;
  label: string;
  runs: string;
  /** What can be done while it is not set here. */
  otherwise?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const here = form.settings[of] !== undefined;
  const kept = form.report?.local.includes(of) ?? false;
  return (
    <fieldset class="setting">
      <legend>{label}</legend>
      <label class="toggle">
        <input
          type="checkbox"
          checked={here}
          onChange={(e) => form.change(toggled(form.settings, form.report?.running, of, e.currentTarget.checked))}
        />{' '}
        <span class="unseen">{label}: </span>set here
      </label>
      {kept && <span class="chip">kept by the device’s file</span>}
      {here ? (
        <div class="value">{children}</div>
      ) : (
        <>
          <p class="value dim">{runs || 'the device has said nothing yet'}</p>
          {otherwise}
        </>
      )}
    </fieldset>
  );
}

function Labels({ settings, change }: { settings: CameraSettings; change(settings: CameraSettings): void }) {
  const all = settings.labels?.labels ?? [];
  const set = (labels: typeof all) => change({ ...settings, labels: { labels } });
  const edit = (index: number, part: Partial<(typeof all)[number]>) =>
    set(all.map((rule, i) => (i === index ? { ...rule, ...part } : rule)));
  return (
    <>
      {all.length === 0 && <p class="dim">No rule: the model’s own threshold holds for all labels.</p>}
      {all.map((rule, i) => (
        <div class="rule" key={i}>
          <label>
            Label
            <input type="text" value={rule.label} onInput={(e) => edit(i, { label: e.currentTarget.value })} />
          </label>
          <label>
            Score from
            <input type="number" min={0} max={1} step="any" value={rule.threshold} onInput={(e) => edit(i, { threshold: e.currentTarget.valueAsNumber || 0 })} />
          </label>
          <label>
            Share of picture from
            <input type="number" min={0} max={1} step="any" value={rule.minSize} onInput={(e) => edit(i, { minSize: e.currentTarget.valueAsNumber || 0 })} />
          </label>
          <button type="button" class="quiet" aria-label={`Remove the rule of ${rule.label || 'no label'}`} onClick={() => set(all.filter((_, k) => k !== i))}>
            Remove
          </button>
        </div>
      ))}
      <button type="button" disabled={all.length >= 64} onClick={() => set([...all, { label: '', threshold: 0.5, minSize: 0 }])}>
        Add a rule
      </button>
    </>
  );
}
