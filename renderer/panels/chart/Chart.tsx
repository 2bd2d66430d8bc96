import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import type { ChartSettings } from '../../stores/chart-settings.ts';
import { activateChart, countPainted, mountChart } from '../../stores/chart-store.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { ChartHeader } from './ChartHeader.tsx';
import { ChartNoticeLine } from './ChartNoticeLine.tsx';
import { ChartTable } from './ChartTable.tsx';
import { Legend } from './Legend.tsx';
import { hitOfMark } from './marks.ts';
import { moveByKey } from './move-by-key.ts';
import { PaneLegends } from './PaneLegends.tsx';
import { TradeBar } from './TradeBar.tsx';
import { useChartBars } from './use-chart-bars.ts';
import { useChartOverlay } from './use-chart-overlay.ts';
import { useChartTheme } from './use-chart-theme.ts';
import { useChartView } from './use-chart-view.ts';
import { OVER_PLOT, useClearBoxes } from './use-clear-boxes.ts';
import { useIntervalTyping } from './use-interval-typing.ts';
import { useRoom } from './use-room.ts';
import { useSymbolNow } from './use-symbol-now.ts';
import { useVisibility } from './use-visibility.ts';
import { chartNotice } from './words.ts';

interface ChartProps {
  readonly id: string;
  readonly symbol: SymbolId;
  readonly settings: ChartSettings;
  readonly onChange: (changes: Partial<ChartSettings>) => void;
}

/** One chart with its header, legends and notices. */
export function Chart({ id, symbol, settings, onChange }: ChartProps) {
  const panel = useRef<HTMLElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const theme = useChartTheme();
  const room = useRoom(panel);
  const isVisible = useVisibility(plot);
  const listeners = useRef({
    onOldest: () => {},
    onMark: (_id: string) => {},
    onPainted: (bars: number) => countPainted(id, bars),
  });
  const { view, hovered, tops } = useChartView(plot, theme, listeners);
  const { data, failure, feed } = useChartBars(id, view, symbol, settings.interval, isVisible);
  const { row, previousClose, promoted } = useSymbolNow(symbol);
  const now = useSession((state) => state.snapshot?.status.now ?? Number.NaN);
  const at = useSelection((state) => (state.symbol === symbol ? state.at : null));
  const hidden = useMemo(() => new Set(settings.hidden), [settings.hidden]);
  const hasPosition = useChartOverlay(view, data, symbol, at, previousClose);
  const [hasTable, setTable] = useState(false);
  const setInterval = (interval: ChartSettings['interval']) => onChange({ interval });
  const { typed, onKeyDown } = useIntervalTyping(setInterval);

  listeners.current.onOldest = () => feed.current?.reachBack();
  listeners.current.onMark = (mark) => {
    const hit = hitOfMark(data?.hits ?? [], mark);
    if (hit !== undefined) select(symbol, hit.time);
  };
  useEffect(() => view?.hide(hidden), [view, hidden]);
  useEffect(() => view?.setNow(now), [view, now]);
  useEffect(() => {
    const commands = {
      reset: () => view?.time.reset(),
      toggleTable: () => setTable((isOpen) => !isOpen),
    };
    return mountChart(id, commands);
  }, [id, view]);

  const subject = data === null ? '' : `${data.symbol} ${data.interval}`;
  const goneTo = useRef('');
  useEffect(() => {
    const target = `${subject} ${at}`;
    if (at === null || subject === '' || goneTo.current === target) return;
    if (view?.goTo(at) === true) goneTo.current = target;
  }, [view, subject, at]);

  const notice = chartNotice({ data, failure, asked: settings.interval, promoted });
  const isEmpty = data !== null && data.bars.start.length === 0;
  useClearBoxes(view, panel, `${data === null || isEmpty} ${room.trading}`);
  const isStale = row !== undefined && (row.flags & SYMBOL_FLAG.stale) !== 0;
  const range = hasTable && data !== null ? (view?.time.visible(data) ?? null) : null;
  const onKeys = (event: KeyboardEvent) => {
    if (view !== null && moveByKey(event, view.time)) event.preventDefault();
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
          hidden={hidden}
          isPinned={settings.pinned !== null}
          hasPosition={hasPosition}
          now={now}
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
        className={`chart-plot ${data === null || isEmpty ? 'is-waiting' : ''} ${notice?.isOutdated === true ? 'is-outdated' : ''}`}
      />
      {data !== null && !isEmpty && (
        <>
          <div className="chart-top" {...OVER_PLOT}>
            <Legend
              data={data}
              hovered={hovered}
              hidden={hidden}
              theme={theme}
              last={row?.last ?? Number.NaN}
              previousClose={previousClose}
              isStale={isStale}
            />
            {notice !== null && <ChartNoticeLine notice={notice} onRetry={() => feed.current?.retry()} />}
          </div>
          <PaneLegends data={data} hovered={hovered} panes={view?.panes ?? []} tops={tops} theme={theme} />
        </>
      )}
      {(data === null || isEmpty) && (
        <div className="empty chart-empty" key={`${symbol} ${settings.interval}`}>
          {notice === null ? (
            <span className="late">
              Reading {settings.interval} bars of {symbol}…
            </span>
          ) : (
            <ChartNoticeLine notice={notice} onRetry={() => feed.current?.retry()} />
          )}
        </div>
      )}
      {room.trading && row !== undefined && (
        <TradeBar
          symbol={symbol}
          isPromoted={row.state === 'promoted' || row.state === 'loading'}
          hasPosition={hasPosition}
        />
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

function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key];
}
