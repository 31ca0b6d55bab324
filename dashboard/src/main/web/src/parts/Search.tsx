/** A search that is applied with each letter. The key "/" puts the cursor into the first one of a page. */
export function Search({ label, text, choose }: { label: string; text: string; choose(text: string): void }) {
  return (
    <input
      type="search"
      placeholder={label}
      aria-label={label}
      maxLength={200}
      value={text}
      onInput={(e) => choose(e.currentTarget.value)}
    />
  );
}
