import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';

/** An open file, as far as durable writing needs it. */
export interface OpenFile {
  /** May write less than asked. */
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }>;
  stat(): Promise<{ readonly size: number }>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The part of a file system that durable state is written with; tests put faults into it. */
export interface FileSystem {
  open(path: string, flags: 'wx' | 'r' | 'r+' | 'a+'): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  readdir(folder: string): Promise<string[]>;
  mkdir(folder: string, options: { readonly recursive: true }): Promise<unknown>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** The machine's own. */
export const systemFiles: FileSystem = { open, readFile, readdir, mkdir, rename, unlink };

/** The `code` of a system error (`ENOSPC`); empty for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Names in a folder; none where it does not exist. */
export async function namesIn(folder: string, files: FileSystem): Promise<string[]> {
  try {
    return await files.readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The bytes of a file; undefined where there is none. */
export async function bytesOf(path: string, files: FileSystem): Promise<Uint8Array | undefined> {
  try {
    return await files.readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
