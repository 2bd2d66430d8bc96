import { useEffect, useRef, useState } from 'react';
import { nameProblemOf } from '../../../stores/scanner-commands.ts';
import { useScannerConfigs } from '../../../stores/scanner-configs.ts';
import { changeDraft, type ScannerItem } from '../../../stores/scanner-drafts.ts';
import { changeConfig, ruleInterval, ruleText, useBuilder } from '../../../stores/scanner-item.ts';
import { useWorkspace } from '../../../stores/workspace-store.ts';

const INTERVALS = ['1m', '5m', '15m', '30m', '1h', '1d', '1w'] as const;
const SIDES = [
  { value: '', label: 'either' },
  { value: 'long', label: 'long' },
  { value: 'short', label: 'short' },
];
const ALERTS = [
  { key: 'sound', label: 'Sound' },
  { key: 'notify', label: 'Notify' },
  { key: 'flash', label: 'Flash' },
] as const;

/** What a scanner is called and what its hits do, in one row. */
export function SettingsBar({ item }: { item: ScannerItem }) {
  const { entry, key } = item;
  const isRule = ruleText(entry) !== undefined;
  const side = typeof entry.config.side === 'string' ? entry.config.side : '';
  return (
    <div className="settings-bar">
      <NameField item={item} />
      {isRule && (
        <label className="scanner-setting" title="Bars of the names that stand without an interval">
          <span>Bars</span>
          <select
            value={ruleInterval(entry)}
            onChange={({ target }) => changeConfig(key, { interval: target.value })}
          >
            {INTERVALS.map((interval) => (
              <option key={interval}>{interval}</option>
            ))}
          </select>
        </label>
      )}
      {isRule && (
        <label className="scanner-setting" title="Which way its hits point">
          <span>Side</span>
          <select
            value={side}
            onChange={({ target }) => changeConfig(key, { side: target.value || undefined })}
          >
            {SIDES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <WholeField
        label="Hold for"
        unit={entry.hold_scans === 1 ? 'scan' : 'scans'}
        hint="A symbol hits once it has matched this many scans in a row"
        value={entry.hold_scans}
        min={1}
        max={100}
        onChange={(hold_scans) => changeDraft(key, (now) => ({ ...now, hold_scans }))}
      />
      <fieldset className="scanner-setting alerts">
        <legend>Alert</legend>
        {ALERTS.map((alert) => (
          <label key={alert.key}>
            <input
              type="checkbox"
              checked={entry.alert[alert.key]}
              onChange={({ target }) =>
                changeDraft(key, (now) => ({ ...now, alert: { ...now.alert, [alert.key]: target.checked } }))
              }
            />
            {alert.label}
          </label>
        ))}
      </fieldset>
      <CoolDown item={item} />
      <PromotionNote />
    </div>
  );
}

const COOL_DOWNS = [5, 10, 15, 30, 60, 120] as const;

/** How long a symbol that alerted stays quiet. */
function CoolDown({ item: { entry, key } }: { item: ScannerItem }) {
  const now = entry.cool_down_minutes;
  const choices = [...new Set([...COOL_DOWNS, ...(now === undefined || now === 0 ? [] : [now])])].sort(
    (a, b) => a - b,
  );
  const put = (text: string) =>
    changeDraft(key, ({ cool_down_minutes: _before, ...rest }) =>
      text === '' ? rest : { ...rest, cool_down_minutes: Number(text) },
    );
  return (
    <label
      className="scanner-setting"
      title="When a symbol that alerted may alert again; every match is a hit all the same"
    >
      <span>Alerts again</span>
      <select value={now ?? ''} onChange={({ target }) => put(target.value)}>
        <option value="">not today</option>
        <option value="0">with every hit</option>
        {choices.map((minutes) => (
          <option key={minutes} value={minutes}>
            after {minutes} min
          </option>
        ))}
      </select>
    </label>
  );
}

/** Scanners promote together, by the session's own bounds. */
function PromotionNote() {
  const promotes = useScannerConfigs((state) => state.promotes);
  return (
    <button
      type="button"
      className="link-button promotion-note"
      title="Whether and how many hits are promoted is set for all scanners together, in the session config under promotion"
      onClick={() => useWorkspace.getState().dock?.show('session-config')}
    >
      {promotes ? 'Promotes hits' : 'Promotes nothing'}
    </button>
  );
}

function NameField({ item }: { item: ScannerItem }) {
  const input = useRef<HTMLInputElement>(null);
  const isNaming = useBuilder((state) => state.naming);
  const problem = nameProblemOf(item);
  useEffect(() => {
    if (!isNaming) return;
    useBuilder.setState({ naming: false });
    input.current?.focus();
    input.current?.select();
  }, [isNaming]);
  return (
    <label className="scanner-setting name-setting">
      <span>Name</span>
      <input
        ref={input}
        type="text"
        className="text-field"
        spellCheck={false}
        maxLength={64}
        aria-invalid={problem !== undefined}
        title={problem}
        value={item.entry.name}
        onChange={({ target }) => changeDraft(item.key, (now) => ({ ...now, name: target.value }))}
      />
    </label>
  );
}

interface WholeFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly hint: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number in a narrow field, taken while it is inside its bounds. */
function WholeField({ label, unit, hint, value, min, max, onChange }: WholeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(value);
  const isGood = /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
  const put = (next: string) => {
    setTyped(next);
    if (/^\d+$/.test(next) && Number(next) >= min && Number(next) <= max) onChange(Number(next));
  };
  return (
    <label
      className="scanner-setting"
      title={isGood ? hint : `${label}: a whole number from ${min} to ${max}`}
    >
      <span>{label}</span>
      <input
        type="text"
        inputMode="numeric"
        className="text-field whole"
        aria-invalid={!isGood}
        value={text}
        onChange={({ target }) => put(target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          put(String(Math.max(min, Math.min(max, value + step))));
        }}
      />
      <span>{unit}</span>
    </label>
  );
}
