import {
  CandlestickChart,
  ListFilter,
  Lock,
  type LucideIcon,
  Radar,
  ScanSearch,
  ScrollText,
  ShieldCheck,
  SlidersHorizontal,
  TrendingUp,
  Wallet,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { ChartPanel } from './chart/ChartPanel.tsx';
import { DataQualityPanel } from './data-quality/DataQualityPanel.tsx';
import { HitsPanel } from './hits/HitsPanel.tsx';
import { LocksPanel } from './locks/LocksPanel.tsx';
import { LogPanel } from './log/LogPanel.tsx';
import { PositionsPanel } from './positions/PositionsPanel.tsx';
import { PromotedPanel } from './promoted/PromotedPanel.tsx';
import { ScannersPanel } from './scanners/ScannersPanel.tsx';
import { SessionConfigPanel } from './session-config/SessionConfigPanel.tsx';
import { UniversePanel } from './universe/UniversePanel.tsx';

export interface PanelEntry {
  readonly title: string;
  readonly Panel: ComponentType;
  readonly icon: LucideIcon;
  /** In CSS px: narrower it cannot be used. */
  readonly minimumWidth: number;
  /** Panels that it opens beside, as a tab: the first of them that is there. */
  readonly beside: readonly string[];
}

/** Every kind of panel by its id, which layouts refer to: one entry each. */
export const PANELS: Readonly<Record<string, PanelEntry>> = {
  universe: {
    title: 'Universe',
    Panel: UniversePanel,
    icon: ListFilter,
    minimumWidth: 300,
    beside: ['scanners', 'hits'],
  },
  chart: { title: 'Chart', Panel: ChartPanel, icon: CandlestickChart, minimumWidth: 320, beside: [] },
  promoted: {
    title: 'Promoted',
    Panel: PromotedPanel,
    icon: TrendingUp,
    minimumWidth: 240,
    beside: ['positions', 'locks'],
  },
  positions: {
    title: 'Positions',
    Panel: PositionsPanel,
    icon: Wallet,
    minimumWidth: 240,
    beside: ['locks', 'promoted'],
  },
  locks: {
    title: 'Locks',
    Panel: LocksPanel,
    icon: Lock,
    minimumWidth: 240,
    beside: ['positions', 'promoted'],
  },
  hits: {
    title: 'Hits',
    Panel: HitsPanel,
    icon: ScanSearch,
    minimumWidth: 320,
    beside: ['log', 'data-quality', 'universe'],
  },
  scanners: {
    title: 'Scanners',
    Panel: ScannersPanel,
    icon: Radar,
    minimumWidth: 300,
    beside: ['universe', 'hits'],
  },
  'data-quality': {
    title: 'Data quality',
    Panel: DataQualityPanel,
    icon: ShieldCheck,
    minimumWidth: 320,
    beside: ['hits', 'log', 'session-config'],
  },
  log: {
    title: 'Log',
    Panel: LogPanel,
    icon: ScrollText,
    minimumWidth: 320,
    beside: ['hits', 'data-quality', 'session-config'],
  },
  'session-config': {
    title: 'Session config',
    Panel: SessionConfigPanel,
    icon: SlidersHorizontal,
    minimumWidth: 320,
    beside: ['hits', 'log', 'data-quality'],
  },
};

/** The kind of a panel instance: `chart` of `chart-2`. */
export function panelKind(id: string): string {
  return id.replace(/-\d+$/, '');
}
