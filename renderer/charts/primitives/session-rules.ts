import type {
  IPanePrimitive,
  IPanePrimitivePaneView,
  PaneAttachedParameter,
  Time,
  UTCTimestamp,
} from 'lightweight-charts';
import { paneView } from './drawing.ts';

/** A vertical rule where a session opens, behind the bars; one instance for each pane. */
export class SessionRules implements IPanePrimitive<Time> {
  #attached: PaneAttachedParameter<Time> | undefined;
  #starts: readonly number[] = [];
  #colour = '';
  readonly #views: readonly IPanePrimitivePaneView[] = [
    paneView('bottom', (context, { height }) => {
      context.fillStyle = this.#colour;
      for (const x of this.#rules()) context.fillRect(x, 0, 1, height);
    }),
  ];

  attached(parameter: PaneAttachedParameter<Time>): void {
    this.#attached = parameter;
  }

  detached(): void {
    this.#attached = undefined;
  }

  paneViews(): readonly IPanePrimitivePaneView[] {
    return this.#views;
  }

  /** Wall seconds at which sessions open. */
  set(starts: readonly number[], colour: string): void {
    this.#starts = starts;
    this.#colour = colour;
    this.#attached?.requestUpdate();
  }

  /** Half a bar before the session's first one, so that the rule parts the days and covers no bar. */
  #rules(): number[] {
    const scale = this.#attached?.chart.timeScale();
    if (scale === undefined) return [];
    const half = scale.options().barSpacing / 2;
    return this.#starts.flatMap((start) => {
      const x = scale.timeToCoordinate(start as UTCTimestamp);
      return x === null ? [] : [Math.round(x - half)];
    });
  }
}
