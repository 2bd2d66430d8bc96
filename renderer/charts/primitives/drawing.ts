import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  PrimitivePaneViewZOrder,
  SeriesAttachedParameter,
  Time,
  UTCTimestamp,
} from 'lightweight-charts';

/** What the library lets a drawing paint on. */
type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** Width and height of the pane or the axis, in CSS pixels. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

type Paint = (context: CanvasRenderingContext2D, area: Area) => void;

/** A view that paints in CSS pixels. */
export function paneView(zOrder: PrimitivePaneViewZOrder, paint: Paint): IPrimitivePaneView {
  const draw = (target: Target) =>
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.save();
      paint(context, mediaSize);
      context.restore();
    });
  const renderer = { draw };
  return { zOrder: () => zOrder, renderer: () => renderer };
}

/** Something drawn over or under a series, in its pane and on its price axis. */
export abstract class Drawing implements ISeriesPrimitive<Time> {
  #attached: SeriesAttachedParameter<Time> | undefined;
  readonly #views: readonly IPrimitivePaneView[];
  readonly #axisViews: readonly IPrimitivePaneView[];

  constructor(zOrder: PrimitivePaneViewZOrder) {
    this.#views = [paneView(zOrder, (context, area) => this.paint(context, area))];
    this.#axisViews = [paneView('normal', (context, area) => this.paintAxis(context, area))];
  }

  attached(parameter: SeriesAttachedParameter<Time>): void {
    this.#attached = parameter;
  }

  detached(): void {
    this.#attached = undefined;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }

  priceAxisPaneViews(): readonly IPrimitivePaneView[] {
    return this.#axisViews;
  }

  protected redraw(): void {
    this.#attached?.requestUpdate();
  }

  /** Pixels from the left of the pane; null for a time that the chart does not have. */
  protected x(wallSeconds: number): number | null {
    return this.#attached?.chart.timeScale().timeToCoordinate(wallSeconds as UTCTimestamp) ?? null;
  }

  /** Pixels from the top of the pane. */
  protected y(price: number): number | null {
    return this.#attached?.series.priceToCoordinate(price) ?? null;
  }

  /** Pixels from one bar to the next. */
  protected barSpacing(): number {
    return this.#attached?.chart.timeScale().options().barSpacing ?? 0;
  }

  protected formatPrice(price: number): string {
    return this.#attached?.series.priceFormatter().format(price) ?? '';
  }

  protected abstract paint(context: CanvasRenderingContext2D, area: Area): void;

  /** Most drawings have nothing on the axis. */
  protected paintAxis(_context: CanvasRenderingContext2D, _area: Area): void {}
}
