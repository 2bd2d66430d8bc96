import { z } from 'zod';
import type { JsonValue } from '../../shared/domain/json.ts';

/** Layouts that come with the program; they can be reset, not deleted. */
export const BUILT_IN_LAYOUTS = ['Scan', 'Charts', 'Review', 'Scanner'] as const;
export type BuiltInLayout = (typeof BUILT_IN_LAYOUTS)[number];

/** One arrangement of panels and what its panels remember. */
export interface StoredLayout {
  /** The built-in layout that it began as, and that a reset goes back to. */
  readonly base: BuiltInLayout;
  /** The dock's own form; null for the built-in arrangement, made for the window's size. */
  readonly dock: JsonValue;
  /** State of the panels by panel id: columns, interval. */
  readonly panels: Readonly<Record<string, JsonValue>>;
}

/** First things to do in a session, in the order in which they are shown. */
export const GUIDE_STEPS = ['hit', 'preview', 'lock', 'export'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

/** How far the user has come with the first-run guide. */
export interface GuideProgress {
  /** Done, or skipped. */
  readonly done: readonly GuideStep[];
  /** The user wants no guide. */
  readonly dismissed: boolean;
}

/** A scanner that is being written and is not saved yet: it is kept through restarts. */
export interface KeptDraft {
  /** Name of the session that it was written in. */
  readonly session: string;
  /** Stable while it is a draft. */
  readonly id: string;
  /** Name of the scanner that it changes; null for a new one. */
  readonly of: string | null;
  /** As it would stand in the config. */
  readonly entry: JsonValue;
}

/** All layouts of the user, as they are on the disk. */
export interface WorkspaceDocument {
  readonly version: 1;
  /** Name of the layout that is shown. */
  readonly active: string;
  /** Panels cannot be moved, resized or closed while true. */
  readonly locked: boolean;
  /** Absent until the guide has got anywhere. */
  readonly guide?: GuideProgress;
  /** Absent while nothing is being written. */
  readonly drafts?: readonly KeptDraft[];
  /** By name; a built-in layout is here only once it was changed. */
  readonly layouts: Readonly<Record<string, StoredLayout>>;
}

const NAME_LENGTH = 40;

export const DEFAULT_WORKSPACE: WorkspaceDocument = {
  version: 1,
  active: 'Scan',
  locked: false,
  layouts: {},
};

const json = z.json() as z.ZodType<JsonValue>;
const name = z.string().min(1).max(NAME_LENGTH);
const documentSchema: z.ZodType<WorkspaceDocument> = z.strictObject({
  version: z.literal(1),
  active: name,
  locked: z.boolean(),
  guide: z.strictObject({ done: z.array(z.enum(GUIDE_STEPS)), dismissed: z.boolean() }).exactOptional(),
  drafts: z
    .array(z.strictObject({ session: z.string(), id: z.string(), of: z.string().nullable(), entry: json }))
    .exactOptional(),
  layouts: z.record(
    name,
    z.strictObject({ base: z.enum(BUILT_IN_LAYOUTS), dock: json, panels: z.record(z.string(), json) }),
  ),
});

/** The document of a saved text; undefined where it is none, so that the caller says so. */
export function readWorkspace(text: string): WorkspaceDocument | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const known = layoutNames(parsed.data).includes(parsed.data.active);
  return known ? parsed.data : { ...parsed.data, active: DEFAULT_WORKSPACE.active };
}

/** Built-in layouts first, then the user's in alphabetical order. */
export function layoutNames(document: WorkspaceDocument): readonly string[] {
  const own = Object.keys(document.layouts).filter((each) => !isBuiltIn(each));
  return [...BUILT_IN_LAYOUTS, ...own.sort((a, b) => a.localeCompare(b, 'en'))];
}

export function isBuiltIn(layout: string): layout is BuiltInLayout {
  return (BUILT_IN_LAYOUTS as readonly string[]).includes(layout);
}

/** The layout of a name; a built-in one that was never changed is as it comes. */
export function layoutOf(document: WorkspaceDocument, layout: string): StoredLayout {
  return document.layouts[layout] ?? { base: isBuiltIn(layout) ? layout : 'Scan', dock: null, panels: {} };
}

/** With some of one layout replaced. */
export function withLayout(
  document: WorkspaceDocument,
  layout: string,
  changed: Partial<StoredLayout>,
): WorkspaceDocument {
  const stored = { ...layoutOf(document, layout), ...changed };
  return { ...document, layouts: { ...document.layouts, [layout]: stored } };
}

/** Without one layout; where it was shown, the one that it began as is. */
export function withoutLayout(document: WorkspaceDocument, layout: string): WorkspaceDocument {
  const { [layout]: gone, ...layouts } = document.layouts;
  const active = document.active === layout && !isBuiltIn(layout) ? (gone?.base ?? 'Scan') : document.active;
  return { ...document, layouts, active };
}

/** The active layout under another name as well, and active there. */
export function copiedLayout(document: WorkspaceDocument, copy: string): WorkspaceDocument {
  return { ...withLayout(document, copy, layoutOf(document, document.active)), active: copy };
}

/** The user's layout `from` is called `to`. */
export function renamedLayout(document: WorkspaceDocument, from: string, to: string): WorkspaceDocument {
  const renamed = withLayout(document, to, layoutOf(document, from));
  const { [from]: _gone, ...layouts } = renamed.layouts;
  return { ...renamed, layouts, active: document.active === from ? to : document.active };
}

/** Why a layout cannot have this name; null where it can. */
export function nameProblem(document: WorkspaceDocument, proposed: string): string | null {
  const text = proposed.trim();
  if (text === '') return 'A layout needs a name.';
  if (text.length > NAME_LENGTH)
    return `A name has at most ${NAME_LENGTH} characters, this has ${text.length}.`;
  const taken = layoutNames(document).find((each) => each.toLowerCase() === text.toLowerCase());
  return taken === undefined ? null : `There is a layout ${taken} already; choose another name.`;
}
