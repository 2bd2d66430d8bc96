import './builder.css';
import { useEffect } from 'react';
import { PanelActions, usePanelId } from '../../components/panel-host.tsx';
import { setPanelTitle } from '../../stores/panel-store.ts';
import type { ScannerItem } from '../../stores/scanner-drafts.ts';
import { ruleText, useBuilder, useScannerItem } from '../../stores/scanner-item.ts';
import { useSession } from '../../stores/session-store.ts';
import { BuilderFoot } from './BuilderFoot.tsx';
import { DraftBadge } from './DraftBadge.tsx';
import { OtherKind } from './OtherKind.tsx';
import { RuleSection } from './RuleSection.tsx';
import { RunsMenu } from './settings/RunsMenu.tsx';
import { SettingsBar } from './settings/SettingsBar.tsx';
import { UniverseNote } from './settings/UniverseNote.tsx';

/** Writes one scanner: what it looks for, when, and what a hit does. */
export function BuilderPanel() {
  const panelId = usePanelId();
  const item = useScannerItem();
  const isOpen = useSession((state) => state.snapshot !== null);
  const name = item?.entry.name.trim() ?? '';
  useEffect(
    () => setPanelTitle(panelId, item === undefined ? 'Scanner builder' : name || 'New scanner'),
    [panelId, item, name],
  );
  useEffect(() => () => useBuilder.setState({ focused: false }), []);
  return (
    <section
      className="panel builder"
      aria-label="Scanner builder"
      onFocus={() => useBuilder.setState({ focused: true })}
      onBlur={({ relatedTarget, currentTarget }) => {
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isInside) useBuilder.setState({ focused: false });
      }}
    >
      {item === undefined ? <Nothing isOpen={isOpen} /> : <Builder item={item} />}
    </section>
  );
}

function Nothing({ isOpen }: { isOpen: boolean }) {
  return (
    <div className="empty preview-empty">
      <strong>{isOpen ? 'No scanner yet' : 'No session is open'}</strong>
      <span>
        {isOpen
          ? 'Make one with New in the list of scanners: from a template, or from nothing.'
          : 'Scanners belong to a session: open one first.'}
      </span>
    </div>
  );
}

function Builder({ item }: { item: ScannerItem }) {
  return (
    <>
      <PanelActions side="start">
        <DraftBadge item={item} />
      </PanelActions>
      <PanelActions>
        <UniverseNote />
        <RunsMenu key={item.key} item={item} />
      </PanelActions>
      <SettingsBar key={item.key} item={item} />
      {ruleText(item.entry) === undefined ? <OtherKind item={item} /> : <RuleSection item={item} />}
      <BuilderFoot item={item} />
    </>
  );
}
