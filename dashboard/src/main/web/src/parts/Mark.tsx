/** The logo: a field of view as a V, with a pennant on its right arm. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M5 7 16 27 24.6 11.3"
        fill="none"
        stroke="currentColor"
        stroke-width="2.6"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
      <path
        d="M10.6 9.2a9.5 9.5 0 0 1 6.2-1.7"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        opacity=".55"
      />
      <path class="pennant" d="M24.6 11.3 27 7 15.8 6.2l4 4.7z" />
    </svg>
  );
}
