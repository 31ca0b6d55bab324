import { useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { link } from '../live/state';
import { digest, send } from '../live/upload';
import { commands } from '../logic/commands';
import { bytes } from '../logic/format';
import { facts, NO_HINTS, question, refusal, type Hints } from '../logic/models';
import type { ModelInspection } from '../messages';
import { go } from '../navigation';
import { Command } from '../parts/Empty';
import { FileDrop } from '../parts/FileDrop';
import { Meter } from '../parts/Meter';
import { ModelForm } from '../parts/ModelForm';
import { ModelHints } from '../parts/ModelHints';
import { Page } from './Page';

interface Work {
  what: string;
  share: number;
}

interface Uploaded {
  file: File;
  sha256: string;
}

/** A model is uploaded here, read by the coordinator, and registered as a version. */
export function ModelsPage() {
  const [uploaded, setUploaded] = useState<Uploaded>();
  const [work, setWork] = useState<Work>();
  const [found, setFound] = useState<ModelInspection>();
  const [hints, setHints] = useState<Hints>(NO_HINTS);
  const [failure, setFailure] = useState('');

  const doing = async (task: () => Promise<void>) => {
    setFailure('');
    try {
      await task();
    } catch (thrown) {
      setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
    } finally {
      setWork(undefined);
    }
  };

  const inspect = async (given: Uploaded, said: Hints) => {
    setHints(said);
    setWork({ what: 'The coordinator reads it', share: 1 });
    setFound(await calls.inspectModel(question(given.sha256, given.file.name, said)));
  };

  const take = (file: File) =>
    doing(async () => {
      setFound(undefined);
      setUploaded(undefined);
      const why = refusal(file);
      if (why) throw new CallFailed(why);
      const step = (what: string) => (done: number, all: number) => setWork({ what, share: done / all });
      const sha256 = await digest(file, step('Reading the file'));
      await send(file, sha256, step('Uploading'));
      const given = { file, sha256 };
      setUploaded(given);
      await inspect(given, NO_HINTS);
    });

  return (
    <Page
      title="Add a model"
      within={{ href: '/versions', label: 'Versions' }}
      lead="An ONNX detector becomes a version: signed, numbered, and ready for rollouts. Nothing is registered before you say so."
    >
      {!work && (
        <FileDrop
          label={uploaded ? 'Drop another .onnx file here' : 'Drop an .onnx file here, in one piece, 1 GiB at most'}
          accept=".onnx"
          taken={take}
        />
      )}
      {work && (
        <section class="sheet" role="status" aria-label="Progress">
          <p>
            {work.what} {work.share < 1 && `${Math.floor(work.share * 100)} %`}
          </p>
          <Meter value={work.share} label={work.what} tone="busy" />
        </section>
      )}
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      {uploaded && found && !work && (
        <div class="two">
          <section class="sheet" aria-labelledby="found">
            <h2 id="found">
              {uploaded.file.name} <span class="dim">{bytes(uploaded.file.size)}</span>
            </h2>
            {found.state === 'refused' ? (
              <p class="failure" role="alert">
                {found.why}
              </p>
            ) : (
              <>
                <dl class="facts tall">
                  {facts(found).map(([name, value]) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
                {found.labelsAssumed && (
                  <p class="note">The file names no classes; its 80 are taken for COCO’s. Say so if they are others.</p>
                )}
                <ModelForm
                  key={found.id}
                  found={found}
                  fileName={uploaded.file.name}
                  registered={(version) => go(`/versions/${encodeURIComponent(version.name)}/${version.number}`)}
                />
              </>
            )}
          </section>
          {(found.state !== 'refused' || found.missing) && (
            <section class="sheet" aria-labelledby="hints">
              <h2 id="hints">What the file does not say</h2>
              <ModelHints
                key={found.id}
                found={found}
                hints={hints}
                busy={work !== undefined}
                ask={(said) => doing(() => inspect(uploaded, said))}
              />
            </section>
          )}
        </div>
      )}
      <p class="dim">The same from a terminal, also for weights that lie beside the file:</p>
      <Command>{commands.importModel(link.value)}</Command>
    </Page>
  );
}
