import { lacks } from '../live/person';
import { useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { parseTag } from '../logic/tags';
import type { Tag } from '../messages';

/** The tags that operators set on a device, or on one of its cameras: each can be removed, and others set. */
export function TagEditor({ agentId, cameraId = '', tags }: { agentId: string; cameraId?: string; tags: readonly Tag[] }) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState('');
  const what = cameraId || agentId;

  const change = async (set: Tag[], remove: string[]) => {
    try {
      await calls.tagDevice(agentId, cameraId, set, remove);
      setText('');
      setFailure('');
    } catch (thrown) {
      setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
    }
  };
  const add = (event: Event) => {
    event.preventDefault();
    const tag = parseTag(text);
    if (tag) void change([tag], []);
    else setFailure(`'${text.trim()}' is no tag; write site=hamburg`);
  };

  return (
    <form class="tag-editor" onSubmit={add}>
      {tags.map(({ key, value }) => (
        <span key={key} class="chip">
          {key}={value}
          <button
            type="button"
            class="remove"
            disabled={lacks('operator') !== ''}
            title={lacks('operator') || undefined}
            aria-label={`Remove ${key}=${value} from ${what}`}
            onClick={() => change([], [key])}
          >
            ×
          </button>
        </span>
      ))}
      <input
        type="text"
        placeholder="key=value"
        aria-label={`A tag for ${what}`}
        value={text}
        onInput={(e) => setText(e.currentTarget.value)}
      />
      <button type="submit" disabled={text.trim() === '' || lacks('operator') !== ''} title={lacks('operator') || undefined}>
        Set
      </button>
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}
