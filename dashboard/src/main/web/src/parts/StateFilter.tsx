/** Buttons that choose one state of a list's items, or all. */
export function StateFilter<S extends string>({
  label,
  states,
  chosen,
  choose,
  all = 'all',
}: {
  label: string;
  states: readonly S[];
  chosen: NoInfer<S> | '';
  choose(state: NoInfer<S> | ''): void;
  /** The word for no choice. */
  all?: string;
}) {
  return (
    <div class="choices" role="group" aria-label={label}>
      {(['', ...states] as const).map((state) => (
        <button key={state} type="button" class="choice" aria-pressed={chosen === state} onClick={() => choose(state)}>
          {state || all}
        </button>
      ))}
    </div>
  );
}
