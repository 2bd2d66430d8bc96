import { ChartSpline } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ChartLine } from '../../../shared/domain/chart.ts';
import { Icon } from '../../components/icons.tsx';
import { lineGroups } from './legend-values.ts';

interface IndicatorMenuProps {
  readonly lines: readonly ChartLine[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  /** Keys of those that the chart is too low for. */
  readonly withoutRoom: ReadonlySet<string>;
  /** The word beside the icon; left out where there is no room. */
  readonly withWord: boolean;
}

/** The indicators of the session config on this interval, each to be shown or hidden on this chart. */
export function IndicatorMenu({ lines, hidden, withoutRoom, onToggle, withWord }: IndicatorMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  useClosing(isOpen, place, () => setOpen(false));
  const indicators = lineGroups(lines);
  const shown = indicators.filter(({ key }) => !hidden.has(key)).length;
  return (
    <div className="chart-menu" ref={place}>
      <button
        type="button"
        className="button quiet"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        title={`Indicators: ${shown} of ${indicators.length} shown`}
        onClick={() => setOpen(!isOpen)}
      >
        <ChartSpline size={14} aria-hidden />
        {withWord ? 'Indicators' : <span className="visually-hidden">Indicators</span>}
      </button>
      {isOpen && (
        <div className="chart-menu-list" role="menu" id={id} aria-label="Indicators on this chart">
          {indicators.map(({ key, name }) => (
            <button
              key={key}
              type="button"
              role="menuitemcheckbox"
              aria-checked={!hidden.has(key)}
              onClick={() => onToggle(key)}
            >
              <span className="check">{!hidden.has(key) && <Icon name="tick" />}</span>
              {name}
              {withoutRoom.has(key) && <span className="muted">no room</span>}
            </button>
          ))}
          {indicators.length === 0 && (
            <p className="muted">The session config has no indicator on this interval.</p>
          )}
        </div>
      )}
    </div>
  );
}

/** Closes with Escape and with a press anywhere else. */
function useClosing(isOpen: boolean, place: React.RefObject<HTMLElement | null>, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointer = ({ target }: Event) => {
      if (!(target instanceof Node && place.current?.contains(target))) latest.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      latest.current();
      place.current?.querySelector('button')?.focus();
    };
    place.current?.querySelector<HTMLElement>('[role="menuitemcheckbox"]')?.focus();
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen, place]);
}
