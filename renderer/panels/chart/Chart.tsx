import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ChartLine } from '../../../shared/domain/chart.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ChartSettings } from '../../stores/chart-settings.ts';
import { activateChart, mountChart } from '../../stores/chart-store.ts';
import { ChartHeader } from './ChartHeader.tsx';
import { ChartTable } from './ChartTable.tsx';
import { ChartWords, NoBars } from './ChartWords.tsx';
import { moveByKey } from './move-by-key.ts';
import { isPromoted, isRemoved } from './symbol-flags.ts';
import { TradeBar } from './TradeBar.tsx';
import { useChart } from './use-chart.ts';
import { useClearBoxes } from './use-clear-boxes.ts';
import { useIntervalTyping } from './use-interval-typing.ts';
import { useRoom } from './use-room.ts';

interface ChartProps {
  readonly id: string;
  readonly symbol: SymbolId;
  readonly settings: ChartSettings;
  readonly onChange: (changes: Partial<ChartSettings>) => void;
}

/** One chart with its header, its words, its buttons and its table. */
export function Chart({ id, symbol, settings, onChange }: ChartProps) {
  const panel = useRef<HTMLElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const room = useRoom(panel);
  const chart = useChart(id, symbol, settings, plot);
  const { view, data, row, notice } = chart;
  const hasBars = data !== null && data.bars.start.length > 0;
  const hasTrading = room.trading && row !== undefined && !isRemoved(row);
  const [hasTable, setTable] = useState(false);
  const range = hasTable && hasBars ? (view?.time.visible(data) ?? null) : null;
  const setInterval = (interval: ChartSettings['interval']) => onChange({ interval });
  const { typed, onKeyDown } = useIntervalTyping(setInterval);
  useClearBoxes(view, panel, `${hasBars} ${hasTrading}`);
  const shown = useRef(symbol);
  shown.current = symbol;
  useEffect(() => {
    const reset = () => view?.time.reset();
    return mountChart(id, {
      symbol: () => shown.current,
      reset,
      toggleTable: () => setTable((isOpen) => !isOpen),
    });
  }, [id, view]);
  const onKeys = (event: KeyboardEvent) => {
    // Keys of a control inside the panel, and of the table, are its own.
    const isOwn = event.target === event.currentTarget;
    if (isOwn && view !== null && moveByKey(event, view.time)) event.preventDefault();
    else onKeyDown(event);
  };
  const closeTable = () => {
    setTable(false);
    panel.current?.focus();
  };
  return (
    <section
      ref={panel}
      className="panel chart-panel"
      aria-label={`Chart of ${symbol}`}
      // While an interval is typed, letters are its unit and no symbol.
      data-typing={typed === '' ? 'symbol' : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys act on the chart that has the focus
      tabIndex={0}
      onKeyDown={onKeys}
      onFocus={() => activateChart(id)}
      onPointerDown={() => activateChart(id)}
    >
      {row !== undefined && (
        <ChartHeader
          row={row}
          data={data}
          interval={settings.interval}
          hidden={chart.hidden}
          withoutRoom={withoutRoom(data?.lines ?? [], chart.hidden, view?.panes ?? [])}
          isPinned={settings.pinned !== null}
          hasPosition={chart.hasPosition}
          now={chart.now}
          room={room}
          onInterval={setInterval}
          onToggleIndicator={(key) => onChange({ hidden: toggled(settings.hidden, key) })}
          onPin={() => onChange({ pinned: settings.pinned === null ? symbol : null })}
          onReset={() => view?.time.reset()}
          onTable={() => setTable(true)}
        />
      )}
      <div
        ref={plot}
        className={`chart-plot ${hasBars ? '' : 'is-waiting'} ${notice?.isOutdated === true ? 'is-outdated' : ''}`}
      />
      {hasBars ? (
        <ChartWords chart={chart} />
      ) : (
        <NoBars
          key={`${symbol} ${settings.interval}`}
          chart={chart}
          subject={`${settings.interval} bars of ${symbol}`}
        />
      )}
      {hasTrading && (
        <TradeBar symbol={symbol} isPromoted={isPromoted(row)} hasPosition={chart.hasPosition} />
      )}
      {typed !== '' && (
        <output className="chart-typed">
          Interval <b>{typed}</b>
        </output>
      )}
      {data !== null && range !== null && <ChartTable data={data} range={range} onClose={closeTable} />}
    </section>
  );
}

/** Keys of indicators with a pane of their own that are shown, and yet have none. */
function withoutRoom(
  lines: readonly ChartLine[],
  hidden: ReadonlySet<string>,
  panes: readonly string[],
): ReadonlySet<string> {
  const wanted = lines.filter(({ key, pane }) => pane === 'own' && !hidden.has(key));
  return new Set(wanted.map(({ key }) => key).filter((key) => !panes.includes(key)));
}

function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key];
}
