import './bell.css';
import { Bell as BellIcon, BellOff } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { formatTimeOn } from '../../format/times.ts';
import { markAlertsRead, openAlert, useAlerts } from '../../stores/alerts-store.ts';
import type { LoggedHit } from '../../stores/hit-log.ts';
import { useSession } from '../../stores/session-store.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';

/** Alerts that are listed; older ones are among the hits. */
const LISTED = 100;
const MARGIN = 4;

/** Hits that asked for attention: how many are new, and the newest of them. */
export function Bell() {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const alerts = useAlerts((state) => state.alerts);
  const unread = useAlerts((state) => state.unread);
  const isMuted = useSettings((state) => state.settings.sounds === 'off');
  const words = unread === 0 ? 'Alerts' : `Alerts, ${unread} new`;
  const place = () => {
    const anchor = button.current?.getBoundingClientRect();
    if (anchor === undefined || list.current === null) return;
    const left = Math.min(anchor.right - list.current.offsetWidth, window.innerWidth - MARGIN);
    Object.assign(list.current.style, { top: `${anchor.bottom + MARGIN}px`, left: `${left}px` });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="bar-button square bell"
        popoverTarget={id}
        aria-expanded={open}
        aria-label={isMuted ? `${words}, muted` : words}
        title={isMuted ? `${words}. Sounds are off (Ctrl+Shift+M)` : words}
      >
        {isMuted ? <BellOff size={16} /> : <BellIcon size={16} />}
        {unread > 0 && <span className="bell-count">{unread > 99 ? '99+' : unread}</span>}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        className="tool-popover bell-list"
        role="dialog"
        aria-label="Alerts"
        onToggle={(event) => {
          const isOpen = event.newState === 'open';
          setOpen(isOpen);
          if (isOpen) place();
          else markAlertsRead();
        }}
      >
        <header>
          <strong>Alerts</strong>
          <button
            type="button"
            className="tool-button"
            onClick={() => void changeSettings({ sounds: isMuted ? 'on' : 'off' })}
          >
            {isMuted ? 'Let sounds be heard' : 'Mute sounds'}
          </button>
        </header>
        {alerts.length === 0 && (
          <p className="muted">Nothing yet. Each scanner says in its settings whether its hits alert.</p>
        )}
        <ul>
          {alerts.slice(0, LISTED).map((alert) => (
            <AlertLine key={alert.index} alert={alert} onChoose={() => list.current?.hidePopover()} />
          ))}
        </ul>
      </div>
    </>
  );
}

function AlertLine({ alert: { hit }, onChoose }: { alert: LoggedHit; onChoose: () => void }) {
  const date = useSession((state) => state.snapshot?.status.sessionDate);
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          onChoose();
          openAlert(hit.symbol, hit.time);
        }}
      >
        <span className="alert-time">{date === undefined ? '' : formatTimeOn(hit.time, date)}</span>
        <strong>{hit.symbol}</strong>
        <span>{hit.scanner}</span>
        <span className="alert-why">{hit.reason ?? ''}</span>
      </button>
    </li>
  );
}
