import { Pin } from 'lucide-react';
import { CHART_INTERVALS, type ChartData } from '../../../shared/domain/chart.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { LockToggle } from '../../components/LockToggle.tsx';
import { PanelActions } from '../../components/panel-host.tsx';
import { Segments } from '../../components/Segments.tsx';
import { StateCell } from '../../components/StateCell.tsx';
import { formatAge } from '../../format/times.ts';
import { toggleLock, useLockLook } from '../../stores/lock-commands.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { ChartMenu } from './ChartMenu.tsx';
import { IndicatorMenu } from './IndicatorMenu.tsx';
import { isPromoted, isStale } from './symbol-flags.ts';
import type { RoomFor } from './use-room.ts';
import { basisWords } from './words.ts';

interface ChartHeaderProps {
  readonly row: SymbolRow;
  readonly data: ChartData | null;
  readonly interval: Interval;
  readonly hidden: ReadonlySet<string>;
  /** Keys of the indicators that the chart is too low for. */
  readonly withoutRoom: ReadonlySet<string>;
  readonly isPinned: boolean;
  readonly hasPosition: boolean;
  /** Session clock, epoch ms. */
  readonly now: number;
  readonly room: RoomFor;
  readonly onInterval: (interval: Interval) => void;
  readonly onToggleIndicator: (key: string) => void;
  readonly onPin: () => void;
  readonly onReset: () => void;
  readonly onTable: () => void;
}

/** State and locks of the symbol beside the tab; origin, intervals and menus at the right end. */
export function ChartHeader(props: ChartHeaderProps) {
  const { row, data, hidden, isPinned, room } = props;
  return (
    <>
      <PanelActions side="start">
        {room.sector && row.sector !== null && <span className="chart-sector">{row.sector}</span>}
        <span className={`chart-badge of-${row.state}`}>
          <StateCell symbol={row} />
        </span>
        <LockBadge row={row} withWord={room.words} />
      </PanelActions>
      <PanelActions>
        {room.origin && <Origin {...props} />}
        <IntervalChoice {...props} />
        <IndicatorMenu
          lines={data?.lines ?? []}
          hidden={hidden}
          withoutRoom={props.withoutRoom}
          onToggle={props.onToggleIndicator}
          withWord={room.words}
        />
        <button
          type="button"
          className={`icon-button ${isPinned ? 'is-on' : ''}`}
          aria-pressed={isPinned}
          title={
            isPinned ? `Stays with ${row.symbol}; press to follow the selection` : `Stay with ${row.symbol}`
          }
          aria-label={`Stay with ${row.symbol}`}
          onClick={props.onPin}
        >
          <Pin size={14} aria-hidden />
        </button>
        <ChartMenu
          symbol={row.symbol}
          isPromoted={isPromoted(row)}
          isLocked={(row.flags & SYMBOL_FLAG.locked) !== 0}
          hasPosition={props.hasPosition}
          isPinned={isPinned}
          onPin={props.onPin}
          onReset={props.onReset}
          onTable={props.onTable}
        />
      </PanelActions>
    </>
  );
}

/** Every interval that can be had, in view or in a list. */
function IntervalChoice({ data, interval, room, onInterval }: ChartHeaderProps) {
  const intervals = offered(data, interval);
  const value = data?.interval ?? interval;
  if (!room.segments) {
    return (
      <select
        className="interval-list"
        aria-label="Interval"
        value={value}
        onChange={({ target }) => {
          const chosen = intervals.find((each) => each === target.value);
          if (chosen !== undefined) onInterval(chosen);
        }}
      >
        {intervals.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    );
  }
  const options = intervals.map((each) => ({ value: each, label: each }));
  return <Segments label="Interval" small options={options} value={value} onChoose={onInterval} />;
}

function LockBadge({ row, withWord }: { row: SymbolRow; withWord: boolean }) {
  const look = useLockLook(row.symbol);
  const word = withWord ? 'Locked by ' : '';
  const words = look.holders === 0 ? null : `${word}${look.holders}`;
  return (
    <span className={`chart-badge lock-badge is-${look.state}`}>
      <LockToggle look={{ ...look, holders: 0 }} onToggle={(button) => toggleLock(row.symbol, button)} />
      {words !== null && <span>{words}</span>}
    </span>
  );
}

/** How prices are expressed, where they come from, and how old the newest is. */
function Origin({ row, data, now }: ChartHeaderProps) {
  const age = now - row.lastBarEnd;
  const words = [basisWords(data?.basis ?? null), data?.source ?? row.source].filter((each) => each !== null);
  return (
    <span className="chart-origin">
      {words.join(' · ')}
      {Number.isFinite(age) && (
        <>
          {words.length > 0 && ' · '}
          <span
            className={isStale(row) ? 'is-stale' : ''}
            title="Session time since the end of the newest bar"
          >
            {formatAge(age)}
          </span>
        </>
      )}
    </span>
  );
}

/** Intervals that can be had; the one asked for until the engine has said which. */
function offered(data: ChartData | null, interval: Interval): readonly Interval[] {
  if (data === null) return [interval];
  return CHART_INTERVALS.filter((each) => data.intervals.includes(each) || each === data.interval);
}
