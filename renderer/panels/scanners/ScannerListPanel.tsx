import './scanner-list.css';
import { Braces, FileCode, Plus, Radar } from 'lucide-react';
import { type KeyboardEvent, useEffect } from 'react';
import type { ScannerRecord } from '../../../shared/session/activity.ts';
import { DropMenu } from '../../components/DropMenu.tsx';
import { Icon } from '../../components/icons.tsx';
import { PanelActions, usePanelId } from '../../components/panel-host.tsx';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { useActivity } from '../../stores/activity-store.ts';
import { setPanelCount } from '../../stores/panel-store.ts';
import {
  enableScanner,
  newFromTemplate,
  newRule,
  removeScanner,
  renameScanner,
  useScannerLibrary,
} from '../../stores/scanner-commands.ts';
import { useScannerConfigs } from '../../stores/scanner-configs.ts';
import { type ScannerItem, selectScanner } from '../../stores/scanner-drafts.ts';
import { useScannerItem, useScannerItems } from '../../stores/scanner-item.ts';
import { openScripts } from '../../stores/script-store.ts';
import { kindWords } from './kind-words.ts';
import { ScannerFacts } from './ScannerFacts.tsx';

/** Every scanner of the session with what it found today; the selected one is edited beside it. */
export function ScannerListPanel() {
  const panelId = usePanelId();
  const items = useScannerItems();
  const selected = useScannerItem();
  const records = useActivity((state) => state.scanners);
  const known = useScannerConfigs((state) => state.scanners !== null);
  useEffect(() => setPanelCount(panelId, known ? formatCount(items.length) : ''), [panelId, known, items]);
  return (
    <section className="panel scanner-list" aria-label="My scanners">
      <PanelActions>
        <NewMenu />
      </PanelActions>
      <div className="scanner-list-head" aria-hidden="true">
        <span>On</span>
        <span>Name</span>
        <span>Hits today</span>
      </div>
      <ul className="scanner-rows" aria-label="Scanners">
        {items.map((item) => (
          <Row
            key={item.key}
            item={item}
            record={records?.find(({ name }) => name === item.saved?.name)}
            isSelected={item.key === selected?.key}
          />
        ))}
        {known && items.length === 0 && (
          <li className="scanner-none">
            <strong>No scanners yet</strong>
            <span>Make the first one with New: from a template, or from nothing.</span>
          </li>
        )}
      </ul>
      {selected !== undefined && <ScannerFacts item={selected} />}
    </section>
  );
}

function NewMenu() {
  const templates = useScannerLibrary((state) => state.templates);
  const items = [
    { id: 'empty', label: 'Empty rule', icon: Braces, run: newRule },
    { id: 'script', label: 'Script…', icon: FileCode, run: () => openScripts() },
    ...templates.map((template, index) => ({
      id: template.id,
      label: template.title,
      icon: Radar,
      separated: index === 0,
      run: () => newFromTemplate(template),
    })),
  ];
  return (
    <DropMenu label="New scanner" className="new-scanner" align="end" items={items}>
      <Plus size={14} aria-hidden="true" />
      New
    </DropMenu>
  );
}

interface RowProps {
  readonly item: ScannerItem;
  readonly record: ScannerRecord | undefined;
  readonly isSelected: boolean;
}

function Row({ item, record, isSelected }: RowProps) {
  const { entry, saved, draft, key } = item;
  const isFailed = record?.state === 'failed';
  const name = entry.name.trim() === '' ? 'No name yet' : entry.name;
  const hits = record === undefined ? '' : `, ${formatCount(record.hitsToday)} hits today`;
  const state = draft === null ? '' : saved === null ? ', new, not saved' : ', changed, not saved';
  return (
    <li className={`scanner-row ${isSelected ? 'is-selected' : ''}`}>
      <input
        type="checkbox"
        aria-label={`${name} runs`}
        title={saved === null ? 'It runs once it is saved.' : `${saved.enabled ? 'Stop' : 'Start'} ${name}`}
        checked={saved?.enabled ?? false}
        disabled={saved === null}
        onChange={(event) => {
          if (saved !== null) void enableScanner(saved.name, event.target.checked);
        }}
      />
      <button
        type="button"
        aria-current={isSelected}
        aria-label={`${name}, ${kindWords(entry)}${state}${isFailed ? ', stopped' : ''}${hits}`}
        onClick={() => selectScanner(key)}
        onKeyDown={(event) => onRowKey(event, item)}
      >
        <span className="scanner-name">
          <span className={saved?.enabled === false ? 'is-off' : ''}>{name}</span>
          {draft !== null && <Icon name="dot" className="draft-dot" />}
        </span>
        {isFailed ? (
          <span className="scanner-kind failed" title={record.lastError ?? undefined}>
            <Icon name="error" />
            {record.lastError ?? 'Stopped'}
          </span>
        ) : (
          <span className="scanner-kind">
            {saved === null ? `${kindWords(entry)} · not saved` : kindWords(entry)}
          </span>
        )}
        <span className="scanner-hits">{record === undefined ? MISSING : formatCount(record.hitsToday)}</span>
      </button>
    </li>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows go from scanner to scanner, Delete removes, F2 renames; Enter and a space select as buttons do. */
function onRowKey(event: KeyboardEvent<HTMLButtonElement>, item: ScannerItem): void {
  const step = STEPS[event.key];
  if (step !== undefined) {
    const rows = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('li > button') ?? [])];
    const next = rows[rows.indexOf(event.currentTarget) + step];
    next?.focus();
    next?.click();
  } else if (event.key === 'Delete') void removeScanner(item);
  else if (event.key === 'F2') renameScanner(item);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
