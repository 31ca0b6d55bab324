// The live stream of one page. It is open while the page is visible and closed while it is hidden. After an error it is
// opened again with growing delays. Each stream starts with a complete snapshot, so no messages need to be replayed.
import { backoff } from './backoff';

export interface Source {
  addEventListener(name: string, heard: (event: { data: string }) => void): void;
  onerror: ((event: never) => unknown) | null;
  close(): void;
}

export interface Environment {
  open(): Source;
  hidden(): boolean;
  random?(): number;
}

export interface StreamListener {
  event(name: 'link' | 'snapshot' | 'change' | 'list' | 'signed-out', data: string): void;
  /** The stream is being opened, open, closed while the page is hidden, or broken. */
  state(state: 'connecting' | 'live' | 'paused' | 'lost', retryMs: number): void;
}

/** The server sends something at least every 10 s. After this time without a message the stream counts as broken. */
const SILENCE_MS = 30_000;

export class Connection {
  private source: Source | null = null;
  /** The stream before, which goes on until the one that replaces it speaks. */
  private replaced: Source | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor(
    private readonly environment: Environment,
    private readonly listener: StreamListener,
  ) {}

  /** Opens or closes the stream as the page's visibility requires; called at the start and on every change. */
  look(): void {
    if (this.environment.hidden()) {
      this.stop();
      this.listener.state('paused', 0);
    } else if (!this.source) {
      this.failures = 0;
      this.connect();
    }
  }

  /** Opens the stream anew, because its address has changed. */
  replace(): void {
    if (!this.source) return;
    this.replaced?.close();
    this.replaced = this.source;
    this.connect();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.replaced?.close();
    this.source = this.replaced = null;
  }

  private connect(): void {
    clearTimeout(this.timer);
    if (!this.replaced) this.listener.state('connecting', 0);
    const source = this.environment.open();
    this.source = source;
    for (const name of ['link', 'snapshot', 'change', 'list', 'signed-out'] as const) {
      source.addEventListener(name, (event) => {
        this.alive(source);
        this.listener.event(name, event.data);
      });
    }
    source.addEventListener('pulse', () => this.alive(source));
    source.onerror = () => {
      if (source === this.source) this.broke();
    };
    this.watchSilence();
  }

  private alive(source: Source): void {
    if (source !== this.source) return;
    this.replaced?.close();
    this.replaced = null;
    this.failures = 0;
    this.listener.state('live', 0);
    this.watchSilence();
  }

  private watchSilence(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.broke(), SILENCE_MS);
  }

  private broke(): void {
    this.stop();
    const wait = backoff(this.failures++, this.environment.random);
    this.listener.state('lost', wait);
    this.timer = setTimeout(() => this.connect(), wait);
  }
}
