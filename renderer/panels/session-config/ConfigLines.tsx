import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { ConfigChange } from '../../../shared/domain/config-change.ts';
import type { JsonValue } from '../../../shared/domain/json.ts';
import type { ConfigLine, ConfigTree } from './config-tree.ts';

interface ConfigLinesProps {
  readonly tree: ConfigTree;
  readonly query: string;
  readonly onlyChanges: boolean;
}

/** The lines of the config; branches open and close, changed values show what they were. */
export function ConfigLines({ tree, query, onlyChanges }: ConfigLinesProps) {
  // What the user opened or closed, beside what is closed to begin with.
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const closed = symmetricDifference(tree.closed, toggled);
  const all = query.trim() === '' ? tree.lines(onlyChanges ? new Set() : closed) : tree.matching(query);
  const lines = onlyChanges
    ? all.filter(({ change, changesInside }) => change !== undefined || changesInside > 0)
    : all;
  if (lines.length === 0) return <Nothing onlyChanges={onlyChanges} query={query} />;
  const toggle = (path: string) => setToggled(symmetricDifference(toggled, new Set([path])));
  return (
    <div className="config-lines scrolls" role="tree" aria-label="Config" onKeyDown={moveByArrows}>
      {lines.map((line, index) => (
        <Line
          key={line.path}
          line={line}
          isClosed={query.trim() === '' && !onlyChanges && closed.has(line.path)}
          isFirst={index === 0}
          onToggle={() => toggle(line.path)}
        />
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: ConfigLine;
  readonly isClosed: boolean;
  readonly isFirst: boolean;
  readonly onToggle: () => void;
}

function Line({ line, isClosed, isFirst, onToggle }: LineProps) {
  const { path, depth, label, value, isBranch, change, changesInside } = line;
  const Chevron = isClosed ? ChevronRight : ChevronDown;
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = isClosed ? 'ArrowRight' : 'ArrowLeft';
    if (!isBranch || (event.key !== wanted && event.key !== 'Enter')) return;
    event.preventDefault();
    onToggle();
  };
  return (
    <div
      role="treeitem"
      tabIndex={isFirst ? 0 : -1}
      className="config-line"
      data-change={change?.kind}
      aria-level={depth + 1}
      aria-expanded={isBranch ? !isClosed : undefined}
      title={path}
      style={{ paddingLeft: 8 + depth * 16 }}
      onClick={isBranch ? onToggle : undefined}
      onKeyDown={onKeyDown}
    >
      <span className="config-chevron">{isBranch && <Chevron size={14} aria-hidden="true" />}</span>
      <span className="config-label">{label}</span>
      <Value change={change} value={value} />
      {changesInside > 0 && <span className="config-mark">{changesInside} changed</span>}
    </div>
  );
}

function Value({ change, value }: { change: ConfigChange | undefined; value: string }) {
  if (change === undefined) return <span className="config-value">{value}</span>;
  if (change.kind === 'removed') {
    return (
      <>
        <del className="config-value">{value}</del>
        <span className="config-mark">removed</span>
      </>
    );
  }
  return (
    <>
      {change.kind === 'changed' && (
        <>
          <del className="config-value">{textOf(change.before)}</del>
          <span aria-hidden="true">→</span>
        </>
      )}
      <ins className="config-value">{value}</ins>
      <span className="config-mark">{change.kind}</span>
    </>
  );
}

function Nothing({ onlyChanges, query }: { onlyChanges: boolean; query: string }) {
  return (
    <div className="empty">
      <strong>{onlyChanges ? 'Nothing has changed' : `Nothing holds “${query.trim()}”`}</strong>
      <span>
        {onlyChanges
          ? 'The config is the one that the session began with.'
          : 'The search looks at keys, paths and values.'}
      </span>
    </div>
  );
}

/** Up, Down, Home and End move between the lines. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const focused = event.target instanceof HTMLElement ? event.target : null;
  const at = focused === null ? -1 : lines.indexOf(focused);
  const target = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: lines.length - 1 }[
    event.key
  ];
  const line = target === undefined ? undefined : lines[target];
  if (line === undefined) return;
  event.preventDefault();
  line.focus();
}

function textOf(value: JsonValue): string {
  return JSON.stringify(value);
}

function symmetricDifference(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  const both = new Set(left);
  for (const path of right) if (!both.delete(path)) both.add(path);
  return both;
}
