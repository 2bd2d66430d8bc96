import { ListChecks } from 'lucide-react';
import { openHitCard, selectedHit } from '../stores/hit-card-store.ts';
import { useSelection } from '../stores/selection-store.ts';
import type { Command } from './command.ts';

/** Why a symbol hit. */
export function hitCommands(): readonly Command[] {
  const { symbol } = useSelection.getState();
  const hit = selectedHit();
  const whose = symbol === null ? 'the selected hit' : `the newest hit of ${symbol}`;
  return [
    {
      id: 'hit.explain',
      title: hit === undefined ? `Explain ${whose}` : `Explain why ${hit.hit.symbol} hit`,
      group: 'Symbol',
      key: 'Ctrl+I',
      icon: ListChecks,
      refusal:
        hit !== undefined
          ? null
          : symbol === null
            ? 'Choose a hit or a symbol first.'
            : `No scanner has hit ${symbol} in this session.`,
      run: () => {
        if (hit !== undefined) openHitCard(hit);
      },
    },
  ];
}
