import type { JsonObject, JsonValue } from '../../shared/domain/json.ts';
import type { BuiltInLayout } from '../stores/workspace-document.ts';
import { GUTTER } from './gutters.ts';

/** One panel of an arrangement. */
interface Place {
  readonly id: string;
  /** Id in the panel registry. */
  readonly kind: string;
}

interface Leaf {
  readonly size: number;
  readonly tabs: readonly Place[];
}

interface Branch {
  readonly size: number;
  readonly parts: readonly Node[];
}

type Node = Leaf | Branch;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below these the window counts as small: docks are narrower and tabs replace stacks. */
const WIDE = 1_600;
const TALL = 860;
/** What a panel beside one other gives of its size to the gutter between them. */
const SHARE = GUTTER / 2;

const only = (...ids: string[]): Place[] => ids.map((id) => ({ id, kind: id }));
const chart = (id: string): Place => ({ id, kind: 'chart' });

const BUILDERS: Record<BuiltInLayout, (size: Size) => readonly Node[]> = {
  Scan: scan,
  Charts: charts,
  Review: review,
  Scanner: scanner,
};

/** What an arrangement needs to know of a kind of panel. */
export interface PanelFacts {
  readonly title: string;
  /** In CSS px: narrower it cannot be used. */
  readonly minimumWidth: number;
}

/**
 * A built-in arrangement for a dock of this size, in the dock's own form.
 * Panels of which `factsOf` knows nothing are left out; panels of `front` lie before the others of their group.
 */
export function builtInDock(
  layout: BuiltInLayout,
  size: Size,
  factsOf: (kind: string) => PanelFacts | undefined,
  front: ReadonlySet<string> = new Set(),
): JsonObject {
  const parts = BUILDERS[layout](size).flatMap((node) => known(node, (kind) => factsOf(kind) !== undefined));
  const groups: Group[] = [];
  const root = serialized({ size: size.height, parts }, groups, front);
  return {
    grid: { root, width: size.width, height: size.height, orientation: 'HORIZONTAL' },
    panels: Object.fromEntries(
      groups.flatMap(({ tabs }) => tabs.map((place) => panel(place, factsOf(place.kind)))),
    ),
    activeGroup: groups[0]?.id ?? 'group-1',
  };
}

function scan({ width, height }: Size): Node[] {
  const left = width >= WIDE ? 564 + SHARE : Math.max(360, Math.round(width * 0.32));
  const bottom = height >= TALL ? 256 + SHARE : 208;
  const right = width >= WIDE ? 340 + SHARE : 296;
  const upper = height - bottom;
  return [
    { size: left, tabs: only('universe', 'scanners') },
    {
      size: width - left,
      parts: [
        { size: upper, parts: [{ size: width - left - right, tabs: [chart('chart')] }, aside(right, upper)] },
        { size: bottom, tabs: only('hits', 'data-quality', 'session-config', 'log') },
      ],
    },
  ];
}

/** Promoted above positions and locks; the two lie behind each other where there is no height for both. */
function aside(size: number, height: number): Branch {
  if (height < 560) {
    return {
      size,
      parts: [
        { size: height - 196, tabs: only('promoted') },
        { size: 196, tabs: only('positions', 'locks') },
      ],
    };
  }
  return {
    size,
    parts: [
      { size: Math.round(height * 0.46), tabs: only('promoted') },
      { size: Math.round(height * 0.24), tabs: only('positions') },
      { size: Math.round(height * 0.3), tabs: only('locks') },
    ],
  };
}

function charts({ width, height }: Size): Node[] {
  const left = width >= WIDE ? 360 : 300;
  const bottom = height >= TALL ? 208 : 160;
  const each = Math.round((width - left) / 2);
  const row = (a: string, b: string): Branch => ({
    size: Math.round((height - bottom) / 2),
    parts: [
      { size: each, tabs: [chart(a)] },
      { size: each, tabs: [chart(b)] },
    ],
  });
  return [
    {
      size: left,
      parts: [
        { size: Math.round(height * 0.6), tabs: only('universe', 'scanners') },
        { size: Math.round(height * 0.4), tabs: only('promoted', 'positions', 'locks') },
      ],
    },
    {
      size: width - left,
      parts: [
        row('chart', 'chart-2'),
        row('chart-3', 'chart-4'),
        { size: bottom, tabs: only('hits', 'data-quality', 'session-config', 'log') },
      ],
    },
  ];
}

/** After the close: what was hit, what was held, and what the data was worth. */
function review({ width, height }: Size): Node[] {
  const left = Math.round(width * 0.48);
  return [
    {
      size: left,
      parts: [
        { size: Math.round(height * 0.6), tabs: only('hits', 'universe', 'scanners') },
        { size: Math.round(height * 0.4), tabs: only('positions', 'promoted', 'locks') },
      ],
    },
    {
      size: width - left,
      parts: [
        { size: Math.round(height * 0.6), tabs: [chart('chart')] },
        { size: Math.round(height * 0.4), tabs: only('log', 'data-quality', 'session-config') },
      ],
    },
  ];
}

/** Writing a scanner: which, what it says, what it finds now, and what it would have found today. */
function scanner({ width, height }: Size): Node[] {
  const isWide = width >= WIDE;
  const left = isWide ? 276 + SHARE : 212;
  const right = isWide ? 448 + SHARE : 316;
  const builder = Math.round(height * (height >= TALL ? 0.46 : 0.6));
  const matches = Math.round(height * 0.56);
  return [
    { size: left, tabs: only('scanner-list') },
    {
      size: width - left - right,
      parts: [
        { size: builder, tabs: only('scanner-builder') },
        {
          size: height - builder,
          tabs: [...only('scanner-values'), chart('chart'), ...only('hits', 'universe')],
        },
      ],
    },
    {
      size: right,
      parts: [
        { size: matches, tabs: only('scanner-matches', 'scanner-funnel') },
        { size: height - matches, tabs: only('scanner-diff', 'scanner-test') },
      ],
    },
  ];
}

/** Without the panels that there are not; nothing where none is left. */
function known(node: Node, isKnown: (kind: string) => boolean): Node[] {
  if ('tabs' in node) {
    const tabs = node.tabs.filter(({ kind }) => isKnown(kind));
    return tabs.length > 0 ? [{ ...node, tabs }] : [];
  }
  const parts = node.parts.flatMap((part) => known(part, isKnown));
  return parts.length > 0 ? [{ ...node, parts }] : [];
}

interface Group {
  readonly id: string;
  readonly tabs: readonly Place[];
}

function serialized(node: Node, groups: Group[], front: ReadonlySet<string>): JsonObject {
  if ('parts' in node) {
    return {
      type: 'branch',
      size: node.size,
      data: node.parts.map((part) => serialized(part, groups, front)),
    };
  }
  const id = `group-${groups.length + 1}`;
  groups.push({ id, tabs: node.tabs });
  const views = node.tabs.map((each) => each.id);
  return {
    type: 'leaf',
    size: node.size,
    data: { id, views, activeView: views.find((each) => front.has(each)) ?? views[0] ?? '' },
  };
}

function panel({ id, kind }: Place, facts: PanelFacts | undefined): [string, JsonValue] {
  const { title, minimumWidth } = facts ?? { title: id, minimumWidth: 0 };
  return [id, { id, contentComponent: kind, tabComponent: 'tab', title, minimumWidth, minimumHeight: 96 }];
}
