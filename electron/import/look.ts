import { intervalInName } from './detect/interval.ts';
import type { ListedFile } from './list-files.ts';
import { cellKind } from './sample/cell-kind.ts';
import { type SampleFile, type SampleSize, sampleFile } from './sample/sample-file.ts';
import { smallestStep } from './sample/smallest-step.ts';
import { cellsOf, scoreDelimiters, structureOf } from './sample/structure.ts';

/** By which files of one layout are told from others. */
const FIRST_LOOK: SampleSize = { head: 6 * 1024, blocks: 0, block: 0 };
/** Files of one layout that are looked into further, spread over all of them. */
const MOST_SAMPLED = 12;
const DEEP_LOOK: SampleSize = { head: 96 * 1024, blocks: 24, block: 4 * 1024 };
/** A layout of one file is looked into further still. */
const DEEPEST_LOOK: SampleSize = { head: 384 * 1024, blocks: 120, block: 4 * 1024 };
const MOST_LAYOUTS = 8;
const NAMED_FILES = 3;

/** Files that seem to be of one layout. */
export interface FileGroup {
  readonly files: readonly ListedFile[];
  readonly samples: readonly SampleFile[];
}

export interface LookedAt {
  readonly groups: readonly FileGroup[];
  /** Files that cannot be used, with why, in words for the user. */
  readonly problems: readonly string[];
}

/** Looks into every file, and further into some of each layout. `onFile` is told after each one. */
export async function lookInto(files: readonly ListedFile[], onFile: () => void): Promise<LookedAt> {
  const bySignature = new Map<string, ListedFile[]>();
  const refused = new Map<string, string[]>();
  for (const file of files) {
    const looked = await sampleFile(file.path, file.name, FIRST_LOOK);
    const signature = typeof looked === 'string' ? undefined : signatureOf(looked);
    if (typeof looked === 'string' || signature === undefined) {
      const why = typeof looked === 'string' ? looked : 'no rows of dates and figures in it';
      refused.set(why, [...(refused.get(why) ?? []), file.name]);
    } else {
      const same = bySignature.get(signature);
      if (same === undefined) bySignature.set(signature, [file]);
      else same.push(file);
    }
    onFile();
  }
  const problems = [...refused].map(([why, names]) => `Left out, ${why}: ${named(names)}.`);
  const ranked = [...bySignature.values()].sort((a, b) => b.length - a.length);
  const left = ranked.slice(MOST_LAYOUTS).flat();
  if (left.length > 0) {
    const names = named(left.map(({ name }) => name));
    problems.push(
      `Left out, more than ${MOST_LAYOUTS} layouts at once: ${names}. Import them by themselves.`,
    );
  }
  const groups: FileGroup[] = [];
  for (const group of ranked.slice(0, MOST_LAYOUTS)) groups.push(await sampled(group, problems));
  return { groups: groups.filter(({ samples }) => samples.length > 0), problems };
}

/** What files of one layout have in common: how they are cut, and their columns. */
function signatureOf(file: SampleFile): string | undefined {
  const [best] = scoreDelimiters(file.rows);
  const structure = best === undefined || best.score === 0 ? undefined : structureOf(file, best.delimiter);
  if (structure === undefined) return undefined;
  const { delimiter, width, names } = structure;
  const columns =
    names.length > 0 ? names.map((name) => name.trim().toLowerCase()).join('\u0000') : String(width);
  const rows = file.rows
    .filter(({ line }) => line >= structure.firstLine)
    .map((row) => cellsOf(row, delimiter));
  const shape = (rows[0] ?? []).map(shapeOf).join('\u0000');
  const named = intervalInName(file.name) ?? '';
  return [file.encoding.encoding, delimiter, columns, shape, named, smallestStep(rows)].join('\u0001');
}

/** What dates look like: files that share their columns may have days or minutes in them. */
function shapeOf(cell: string): string {
  const kind = cellKind(cell);
  if (kind !== 'date' && kind !== 'clock') return '';
  return cell.replace(/\d+/g, '9').replace(/[a-z]+/gi, 'a');
}

async function sampled(files: readonly ListedFile[], problems: string[]): Promise<FileGroup> {
  const count = Math.min(files.length, MOST_SAMPLED);
  const samples: SampleFile[] = [];
  for (let number = 0; number < count; number += 1) {
    const file = files[count === 1 ? 0 : Math.round((number * (files.length - 1)) / (count - 1))];
    if (file === undefined) continue;
    const looked = await sampleFile(file.path, file.name, count === 1 ? DEEPEST_LOOK : DEEP_LOOK);
    if (typeof looked === 'string') problems.push(`${file.name}: ${looked}.`);
    else samples.push(looked);
  }
  return { files, samples };
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_FILES).join(', ');
  const left = names.length - NAMED_FILES;
  return left > 0 ? `${shown} and ${left.toLocaleString('en-US')} more files` : shown;
}
