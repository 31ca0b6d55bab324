/** A share, 0 to 1, as a bar. */
export function Meter({
  value,
  label,
  tone = 'good',
}: {
  value: number;
  label: string;
  tone?: 'good' | 'warn' | 'busy';
}) {
  const share = Math.max(0, Math.min(1, value));
  return (
    <div
      class={`meter meter-${tone}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <div class="meter-fill" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
