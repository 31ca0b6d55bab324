// The live stream of one page: opened while the page is seen, closed while it is hidden, opened again with growing
// pauses when it breaks. Each opening begins with a whole snapshot, so nothing has to be caught up.
import { backoff } from './backoff';

export interface Source {
  addEventListener(name: string, heard: (event: { data: string }) => void): void;
  onerror: ((event: never) => unknown) | null;
  close(): void;
}

export interface Surroundings {
  open(): Source;
  hidden(): boolean;
  random?(): number;
}

export interface Heard {
  event(name: 'link' | 'snapshot' | 'change', data: string): void;
  /** The stream is open, closed because nobody looks, or broken. */
  state(state: 'connecting' | 'live' | 'paused' | 'lost', retryMs: number): void;
}

/** The server speaks at least every 10 s; longer than this without a word and the stream is taken for dead. */
const SILENCE_MS = 30_000;

export class Connection {
  private source: Source | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly heard: Heard,
  ) {}

  /** Looks at the page and opens or closes the stream accordingly; called at first and whenever visibility changes. */
  look(): void {
    if (this.around.hidden()) {
      this.stop();
      this.heard.state('paused', 0);
    } else if (!this.source) {
      this.failures = 0;
      this.connect();
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  private connect(): void {
    this.stop();
    this.heard.state('connecting', 0);
    const source = this.around.open();
    this.source = source;
    for (const name of ['link', 'snapshot', 'change'] as const) {
      source.addEventListener(name, (event) => {
        this.alive();
        this.heard.event(name, event.data);
      });
    }
    source.addEventListener('pulse', () => this.alive());
    source.onerror = () => this.broke();
    this.watchSilence();
  }

  private alive(): void {
    this.failures = 0;
    this.heard.state('live', 0);
    this.watchSilence();
  }

  private watchSilence(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.broke(), SILENCE_MS);
  }

  private broke(): void {
    this.stop();
    const wait = backoff(this.failures++, this.around.random);
    this.heard.state('lost', wait);
    this.timer = setTimeout(() => this.connect(), wait);
  }
}
