/** What a packet on the line was; only its client knows. */
export type PacketKind = 'real' | 'cover' | 'ack' | 'cover-ack';

interface Mark {
  readonly atMs: number;
  readonly kind: PacketKind;
}

interface Look {
  /** CSS variable that holds the colour. */
  readonly colour: string;
  /** Length as a share of the half of the picture it stands in. */
  readonly reach: number;
  /** Up: leaves this client. Down: comes in. */
  readonly up: boolean;
}

const LOOKS: Readonly<Record<PacketKind, Look>> = {
  real: { colour: '--real', reach: 0.84, up: true },
  cover: { colour: '--cover', reach: 0.6, up: true },
  ack: { colour: '--ack', reach: 0.6, up: false },
  'cover-ack': { colour: '--cover', reach: 0.4, up: false },
};

/** How much of the past is seen. */
const SPAN_MS = 5000;
/** At the default rates some 500 marks are in sight. */
const MAX_MARKS = 8192;
const MARK_WIDTH = 1.25;

/** Each packet as one stroke on a strip of time that moves to the left. */
export class PacketPlot {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #colours = new Map<string, string>();
  #marks: Mark[] = [];

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (context === null) {
      throw new Error('this browser draws no canvas');
    }
    this.#canvas = canvas;
    this.#context = context;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
      this.#colours.clear(),
    );
  }

  /** Adds packets of a kind, spread evenly over the time in which they were counted. */
  add(kind: PacketKind, count: number, fromMs: number, toMs: number): void {
    const shown = Math.min(count, MAX_MARKS);
    for (let i = 0; i < shown; i++) {
      this.#marks.push({ atMs: fromMs + ((i + 0.5) / shown) * (toMs - fromMs), kind });
    }
    if (this.#marks.length > MAX_MARKS) {
      this.#marks = this.#marks.slice(-MAX_MARKS);
    }
  }

  /** Draws the strip as it is now. */
  draw(nowMs: number): void {
    const { width, height } = this.#fitted();
    const middle = Math.round(height * 0.56);
    this.#context.clearRect(0, 0, width, height);
    this.#context.fillStyle = this.#colour('--line');
    this.#context.fillRect(0, middle, width, 1);
    this.#marks = this.#marks.filter(({ atMs }) => atMs > nowMs - SPAN_MS);
    for (const { atMs, kind } of this.#marks) {
      const { colour, reach, up } = LOOKS[kind];
      const x = width * (1 - (nowMs - atMs) / SPAN_MS);
      const length = (up ? middle : height - middle) * reach;
      this.#context.fillStyle = this.#colour(colour);
      this.#context.fillRect(x, up ? middle - 2 - length : middle + 3, MARK_WIDTH, length);
    }
  }

  /** The size in CSS pixels, after the canvas has been given that many device pixels. */
  #fitted(): { width: number; height: number } {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const scale = devicePixelRatio;
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) {
      this.#canvas.width = wide;
      this.#canvas.height = high;
    }
    this.#context.setTransform(scale, 0, 0, scale, 0, 0);
    return { width, height };
  }

  #colour(variable: string): string {
    let colour = this.#colours.get(variable);
    if (colour === undefined) {
      colour = getComputedStyle(this.#canvas).getPropertyValue(variable).trim();
      this.#colours.set(variable, colour);
    }
    return colour;
  }
}
