import { create } from 'zustand';

type Slots = Readonly<Record<string, HTMLElement>>;

interface ActionSlotsState {
  /** Beside the tabs, by the panel in front. */
  readonly starts: Slots;
  /** At the right end of the header, by the panel in front. */
  readonly ends: Slots;
}

/** Elements of the dock's headers that panels put their controls into. */
export const useActionSlots = create<ActionSlotsState>()(() => ({ starts: {}, ends: {} }));

/** Gives an element to a panel; returns what takes it back. */
export function offerSlot(side: 'starts' | 'ends', panelId: string, element: HTMLElement): () => void {
  useActionSlots.setState((state) => ({ [side]: { ...state[side], [panelId]: element } }));
  return () =>
    useActionSlots.setState((state) => {
      if (state[side][panelId] !== element) return {};
      const { [panelId]: _taken, ...rest } = state[side];
      return { [side]: rest };
    });
}
