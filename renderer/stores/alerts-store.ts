import { create } from 'zustand';
import type { Hit } from '../../shared/domain/hit.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { listen, request } from '../ipc/client.ts';
import { alertOf, NoticeMerger, OncePer } from './alert-rules.ts';
import { playAlert } from './alert-sound.ts';
import { hitLog, type LoggedHit } from './hit-log.ts';
import { useScannerConfigs } from './scanner-configs.ts';
import { select } from './selection-store.ts';
import { useSession } from './session-store.ts';
import { useSettings } from './settings-store.ts';
import { useWorkspace } from './workspace-store.ts';

/** How many the bell keeps. */
const KEPT = 500;
const SOUND_MS = 2_000;
/** Longest texts of a notification. */
const TITLE_CHARACTERS = 100;
const BODY_CHARACTERS = 300;

interface AlertsState {
  /** The newest first. */
  readonly alerts: readonly LoggedHit[];
  readonly unread: number;
  /** Symbols whose rows flash, as of the newest alert that asks for it; another array each time. */
  readonly flashed: readonly SymbolId[];
}

const NONE: AlertsState = { alerts: [], unread: 0, flashed: [] };

/** Hits that ask for attention, for as long as the session is open. */
export const useAlerts = create<AlertsState>()(() => NONE);

const clock = (): number => performance.now();
const sounds = new OncePer(SOUND_MS, clock);
const notices = new NoticeMerger(clock);

/** Begins to listen; returns what ends it. */
export function listenForAlerts(): () => void {
  // What is there when the window connects was found before: it alerts nobody.
  const endHits = hitLog.subscribe((added, restarted) => {
    if (restarted) useAlerts.setState(NONE);
    else takeAll(added);
  });
  const endOpened = listen('alert.opened', ({ symbol, time }) => openAlert(symbol, time));
  return () => {
    endHits();
    endOpened();
  };
}

/** The symbol's chart, at the bar of the hit. */
export function openAlert(symbol: SymbolId, time: Hit['time']): void {
  select(symbol, time);
  useWorkspace.getState().dock?.show('chart');
}

export function markAlertsRead(): void {
  useAlerts.setState({ unread: 0 });
}

function takeAll(added: readonly LoggedHit[]): void {
  const { snapshot } = useSession.getState();
  const { scanners } = useScannerConfigs.getState();
  if (snapshot === null || scanners === null) return;
  const moment = { now: snapshot.status.now, speed: snapshot.status.speed };
  const told = added.flatMap((logged) => {
    const config = scanners.find(({ name }) => name === logged.hit.scanner);
    const alert = alertOf(logged.hit, config?.alert, moment);
    return alert === null ? [] : [{ logged, alert }];
  });
  if (told.length === 0) return;
  const flashed = told.filter(({ alert }) => alert.flash).map(({ logged }) => logged.hit.symbol);
  useAlerts.setState(({ alerts, unread, flashed: before }) => ({
    alerts: [...told.map(({ logged }) => logged).reverse(), ...alerts].slice(0, KEPT),
    unread: unread + told.length,
    flashed: flashed.length === 0 ? before : flashed,
  }));
  const isLoud = told.some(({ alert }) => alert.sound) && useSettings.getState().settings.sounds === 'on';
  if (isLoud && sounds.take()) playAlert();
  notifyOf(told.filter(({ alert }) => alert.notify).map(({ logged }) => logged.hit));
}

function notifyOf(hits: readonly Hit[]): void {
  for (const scanner of new Set(hits.map((hit) => hit.scanner))) {
    const notice = notices.take(
      scanner,
      hits.filter((hit) => hit.scanner === scanner),
    );
    if (notice === null) continue;
    const { title, body, hit } = notice;
    void request('alert.notify', {
      title: title.slice(0, TITLE_CHARACTERS),
      body: body.slice(0, BODY_CHARACTERS),
      symbol: hit.symbol,
      time: hit.time,
    });
  }
}
