import { useEffect, useState } from 'preact/hooks';

/**
 * A filter that is typed. The text stays until it is chosen, with Enter or by leaving the field, however often the page is drawn
 * meanwhile.
 */
export function TextFilter({
  label,
  placeholder = label,
  title,
  chosen,
  choose,
}: {
  label: string;
  placeholder?: string;
  title?: string;
  chosen: string;
  choose(value: string): void;
}) {
  const [typed, setTyped] = useState(chosen);
  useEffect(() => setTyped(chosen), [chosen]);
  return (
    <input
      type="search"
      placeholder={placeholder}
      aria-label={label}
      title={title}
      value={typed}
      onInput={(e) => setTyped(e.currentTarget.value)}
      onChange={(e) => choose(e.currentTarget.value.trim())}
    />
  );
}
