import { ChevronDown } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import {
  DAYS,
  type SimpleSchedule,
  scheduleWords,
  simpleSchedule,
  timeProblem,
  timingOf,
  USUAL_HOURS,
} from '../../../format/schedule.ts';
import { changeDraft, type ScannerItem } from '../../../stores/scanner-drafts.ts';

const EVERY = [
  { value: '1m', label: 'every minute' },
  { value: '5m', label: 'every 5 minutes' },
  { value: '15m', label: 'every 15 minutes' },
  { value: '30m', label: 'every 30 minutes' },
  { value: '1h', label: 'every hour' },
] as const;

const USUAL: SimpleSchedule = {
  every: '5m',
  allSession: true,
  ...USUAL_HOURS,
  atClose: false,
  preSession: false,
  days: [],
};

/** When the scanner runs: the words on the button, the settings under it. */
export function RunsMenu({ item }: { item: ScannerItem }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const words = scheduleWords(item.entry);
  const place = (popover: HTMLElement) => {
    const anchor = button.current?.getBoundingClientRect();
    if (anchor === undefined) return;
    const left = Math.max(
      4,
      Math.min(anchor.right - popover.offsetWidth, window.innerWidth - popover.offsetWidth - 4),
    );
    Object.assign(popover.style, { top: `${anchor.bottom + 4}px`, left: `${left}px` });
  };
  return (
    <span className="header-field">
      <span className="header-label">Runs</span>
      <button
        ref={button}
        type="button"
        className="button runs-button"
        popoverTarget={id}
        title={words}
        aria-label={`Runs ${words}`}
      >
        <span>{words}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      <div
        id={id}
        popover="auto"
        className="tool-popover runs-popover"
        role="dialog"
        aria-label="When it runs"
        onToggle={(event) => {
          if (event.newState === 'open') place(event.currentTarget);
        }}
      >
        <RunsForm item={item} />
      </div>
    </span>
  );
}

function RunsForm({ item }: { item: ScannerItem }) {
  const { entry, key } = item;
  const simple = simpleSchedule(entry);
  const put = (next: SimpleSchedule) => changeDraft(key, (now) => ({ ...now, ...timingOf(next) }));
  if (simple === undefined) {
    return (
      <div className="runs-form">
        <p>
          It runs {scheduleWords(entry)}: more than this form can show. It stays as it is in the session
          config.
        </p>
        <button type="button" className="button" onClick={() => put(USUAL)}>
          Run every 5 minutes instead
        </button>
      </div>
    );
  }
  const change = (part: Partial<SimpleSchedule>) => put({ ...simple, ...part });
  return (
    <div className="runs-form">
      <label>
        <span>While the market is open</span>
        <select
          value={simple.every ?? ''}
          onChange={({ target }) =>
            change({ every: EVERY.find(({ value }) => value === target.value)?.value ?? null })
          }
        >
          {EVERY.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {simple.every === '1s' && <option value="1s">every second</option>}
          <option value="">not</option>
        </select>
      </label>
      {simple.every !== null && (
        <label>
          <span>Hours</span>
          <select
            value={simple.allSession ? 'all' : 'some'}
            onChange={({ target }) => change({ allSession: target.value === 'all' })}
          >
            <option value="all">the whole session, at the end of each bar</option>
            <option value="some">from a time to a time</option>
          </select>
        </label>
      )}
      {simple.every !== null && !simple.allSession && (
        <div className="runs-times">
          <TimeField label="from" value={simple.from} onChange={(from) => change({ from })} />
          <TimeField label="to" value={simple.to} onChange={(to) => change({ to })} />
        </div>
      )}
      <label className="runs-check">
        <input
          type="checkbox"
          checked={simple.preSession}
          onChange={({ target }) => change({ preSession: target.checked })}
        />
        Before the session, once
      </label>
      <label className="runs-check">
        <input
          type="checkbox"
          checked={simple.atClose}
          onChange={({ target }) => change({ atClose: target.checked })}
        />
        At the close, once
      </label>
      <fieldset className="runs-days">
        <legend>Days</legend>
        {DAYS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            aria-pressed={simple.days.length === 0 || simple.days.includes(id)}
            onClick={() => change({ days: toggled(simple, id) })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {simple.every === null && !simple.atClose && !simple.preSession && (
        <p className="runs-never">It would never run: choose at least one of the above.</p>
      )}
    </div>
  );
}

/** Every day pressed is no choice of days; the last one cannot be taken out. */
function toggled({ days }: SimpleSchedule, id: (typeof DAYS)[number]['id']): SimpleSchedule['days'] {
  const on = days.length === 0 ? DAYS.map((each) => each.id) : days;
  const next = DAYS.map((each) => each.id).filter((each) => on.includes(each) !== (each === id));
  return next.length === 0 ? days : next.length === DAYS.length ? [] : next;
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}

/** A time of the exchange, or minutes from the open or the close; taken when it is one. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState(value);
  const problem = timeProblem(typed);
  return (
    <label>
      <span>{label}</span>
      <input
        type="text"
        className="text-field"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        title={problem ?? 'HH:MM in exchange time, or open+5m, close-5m'}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          const time = target.value.trim();
          if (timeProblem(time) === undefined) onChange(time);
        }}
      />
    </label>
  );
}
