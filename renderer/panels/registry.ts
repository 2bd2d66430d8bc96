import {
  Braces,
  CandlestickChart,
  ChartColumn,
  FlaskConical,
  Funnel,
  GitCompare,
  ListChecks,
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
import { BuilderPanel } from './scanner-builder/BuilderPanel.tsx';
import { DiffPanel } from './scanner-builder/preview/DiffPanel.tsx';
import { FunnelPanel } from './scanner-builder/preview/FunnelPanel.tsx';
import { MatchesPanel } from './scanner-builder/preview/MatchesPanel.tsx';
import { TestPanel } from './scanner-builder/preview/TestPanel.tsx';
import { ValuesPanel } from './scanner-builder/preview/ValuesPanel.tsx';
import { ScannerListPanel } from './scanners/ScannerListPanel.tsx';
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
  'scanner-list': {
    title: 'My scanners',
    Panel: ScannerListPanel,
    icon: Radar,
    minimumWidth: 200,
    beside: ['scanners', 'universe'],
  },
  'scanner-builder': {
    title: 'Scanner builder',
    Panel: BuilderPanel,
    icon: Braces,
    minimumWidth: 420,
    beside: ['scanner-values', 'chart'],
  },
  'scanner-values': {
    title: 'Values',
    Panel: ValuesPanel,
    icon: ChartColumn,
    minimumWidth: 320,
    beside: ['scanner-builder', 'hits'],
  },
  'scanner-matches': {
    title: 'Matches now',
    Panel: MatchesPanel,
    icon: ListChecks,
    minimumWidth: 240,
    beside: ['scanner-funnel', 'promoted'],
  },
  'scanner-funnel': {
    title: 'Funnel',
    Panel: FunnelPanel,
    icon: Funnel,
    minimumWidth: 240,
    beside: ['scanner-matches', 'promoted'],
  },
  'scanner-diff': {
    title: 'Today, replayed twice',
    Panel: DiffPanel,
    icon: GitCompare,
    minimumWidth: 260,
    beside: ['scanner-test', 'scanner-matches', 'hits'],
  },
  'scanner-test': {
    title: 'Past sessions',
    Panel: TestPanel,
    icon: FlaskConical,
    minimumWidth: 260,
    beside: ['scanner-diff', 'hits'],
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
