import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nameSchema } from '../../shared/domain/session-config/values.ts';
import { errorCode, systemFiles } from '../engine/durable/file-system.ts';
import { syncFolder } from '../engine/durable/write-durably.ts';
import type { DatasetManifest } from './contract.ts';
import { parseManifest } from './manifest.ts';

export const MANIFEST = 'manifest.json';

/** What is not yet, or no longer, a dataset. Names that people give never begin with a dot. */
const UNFINISHED = /^\.(incoming|removed)-(\d+)-[0-9a-f-]{36}$/;
const VERSION = /^\d{4,}$/;

/** The newest whole version of a dataset. */
export interface DatasetVersion {
  readonly folder: string;
  readonly manifest: DatasetManifest;
  /** The manifest as it stands on disk: equal texts are equal data, since it holds every file's hash. */
  readonly text: string;
}

/** The datasets of an archive by name. One whose manifest cannot be read is left out: opening it says why. */
export async function listDatasets(root: string): Promise<DatasetManifest[]> {
  const datasets: DatasetManifest[] = [];
  for (const name of await entriesOf(root)) {
    if (!nameSchema.safeParse(name).success) continue;
    const version = await newestVersion(root, name).catch(() => undefined);
    if (version !== undefined) datasets.push(version.manifest);
  }
  return datasets.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The newest version; undefined where the archive has no such dataset. Throws where its manifest is damaged. */
export async function newestVersion(root: string, name: string): Promise<DatasetVersion | undefined> {
  const number = (await versionsOf(root, name)).at(-1);
  if (number === undefined) return undefined;
  const folder = versionFolder(root, name, number);
  const text = await readFile(join(folder, MANIFEST), 'utf8');
  return { folder, manifest: parseManifest(text), text };
}

/** Takes a dataset away, whole at once. False where there was none. */
export async function removeDataset(root: string, name: string): Promise<boolean> {
  if (!nameSchema.safeParse(name).success) return false;
  const grave = unfinishedPlace(root, 'removed');
  try {
    await rename(join(root, name), grave);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
  await syncFolder(root, systemFiles);
  await rm(grave, { recursive: true, force: true });
  return true;
}

/**
 * Removes what killed imports and removals left behind. Call it at the program's start, before its first import:
 * what carries this process's own number is an earlier one's. Answers the names.
 */
export async function sweepUnfinished(root: string): Promise<string[]> {
  const swept: string[] = [];
  for (const name of await entriesOf(root)) {
    const pid = Number(UNFINISHED.exec(name)?.[2] ?? Number.NaN);
    if (Number.isNaN(pid) || (pid !== process.pid && isRunning(pid))) continue;
    await rm(join(root, name), { recursive: true, force: true });
    swept.push(name);
  }
  return swept.sort();
}

/** A new place beside the datasets that nobody takes for one. */
export function unfinishedPlace(root: string, what: 'incoming' | 'removed'): string {
  return join(root, `.${what}-${process.pid}-${randomUUID()}`);
}

/** Puts a whole folder in place as the next version; the one before it stays for sessions that are open, older ones go. */
export async function placeVersion(root: string, name: string, number: number, whole: string): Promise<void> {
  const dataset = join(root, name);
  await mkdir(dataset, { recursive: true });
  await rename(whole, versionFolder(root, name, number));
  await syncFolder(dataset, systemFiles);
  await syncFolder(root, systemFiles);
  for (const old of (await versionsOf(root, name)).slice(0, -2)) {
    await rm(versionFolder(root, name, old), { recursive: true, force: true });
  }
}

/** Numbers of the versions that are there, ascending. */
export async function versionsOf(root: string, name: string): Promise<number[]> {
  const entries = await entriesOf(join(root, name));
  return entries
    .filter((entry) => VERSION.test(entry))
    .map(Number)
    .sort((a, b) => a - b);
}

function versionFolder(root: string, name: string, number: number): string {
  return join(root, name, String(number).padStart(4, '0'));
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
