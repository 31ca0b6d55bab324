// Short memory of figures that only the present is told of: what sparklines and rates are drawn from.

export interface Sample {
  atMs: number;
  value: number;
}

/** The last samples of many figures, each bounded, the longest unseen dropped first. */
export class History {
  private readonly series = new Map<string, Sample[]>();

  constructor(
    private readonly length = 90,
    private readonly most = 4000,
    private readonly spacingMs = 900,
  ) {}

  /** Remembers a figure; the newest one is replaced by the next while it is closer than the spacing to the one before. */
  add(key: string, atMs: number, value: number): void {
    const samples = this.series.get(key) ?? [];
    const last = samples[samples.length - 1];
    const before = samples[samples.length - 2];
    if (last && before && last.atMs - before.atMs < this.spacingMs) samples.pop();
    samples.push({ atMs, value });
    if (samples.length > this.length) samples.shift();
    this.series.delete(key);
    this.series.set(key, samples);
    if (this.series.size > this.most) this.series.delete(this.series.keys().next().value!);
  }

  of(key: string): readonly Sample[] {
    return this.series.get(key) ?? [];
  }

  /** How fast a count grew over the last so many milliseconds, per second; 0 while unknown or after a restart. */
  rate(key: string, overMs: number): number {
    const samples = this.of(key);
    const last = samples[samples.length - 1];
    if (!last) return 0;
    const first = samples.find((s) => s.atMs >= last.atMs - overMs);
    if (!first || last.atMs <= first.atMs) return 0;
    return Math.max(0, ((last.value - first.value) * 1000) / (last.atMs - first.atMs));
  }
}
