import { create } from 'zustand';

/** What a panel's tab says beside its title. */
export interface PanelCount {
  /** `483`, `6 on 4 symbols`. */
  readonly text: string;
  /** `warning`: something in the panel wants to be looked at. */
  readonly tone: 'quiet' | 'warning';
}

interface PanelsState {
  /** By panel id. */
  readonly counts: Readonly<Record<string, PanelCount>>;
  /** Title of an instance where it differs from its kind's: the symbol of a chart. */
  readonly titles: Readonly<Record<string, string>>;
}

export const usePanels = create<PanelsState>()(() => ({ counts: {}, titles: {} }));

/** Sets the figure beside the title of a panel; an empty text takes it away. */
export function setPanelCount(id: string, text: string, tone: PanelCount['tone'] = 'quiet'): void {
  const known = usePanels.getState().counts[id];
  if ((known?.text ?? '') === text && (known?.tone ?? 'quiet') === tone) return;
  usePanels.setState(({ counts }) => ({ counts: { ...counts, [id]: { text, tone } } }));
}

/** Sets the title of one instance of a panel. */
export function setPanelTitle(id: string, title: string): void {
  if (usePanels.getState().titles[id] === title) return;
  usePanels.setState(({ titles }) => ({ titles: { ...titles, [id]: title } }));
}
