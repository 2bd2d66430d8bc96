import type { ComponentType } from 'react';
import { HitsPanel } from './hits/HitsPanel.tsx';
import { LocksPanel } from './locks/LocksPanel.tsx';
import { PromotedPanel } from './promoted/PromotedPanel.tsx';
import { UniversePanel } from './universe/UniversePanel.tsx';

interface PanelEntry {
  /** Names the place in the workspace; stable, layouts will refer to it. */
  readonly id: string;
  readonly Panel: ComponentType;
}

/** Every panel of the workspace: one line each. */
export const PANELS: readonly PanelEntry[] = [
  { id: 'universe', Panel: UniversePanel },
  { id: 'hits', Panel: HitsPanel },
  { id: 'promoted', Panel: PromotedPanel },
  { id: 'locks', Panel: LocksPanel },
];
